"""One module per step, in the order of `down_revision`. A step that was released is never changed."""
