"""What the catalogue of tables cannot say: decisions refuse every change and removal, findings get an index of their words."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER decisions_keep_update BEFORE UPDATE ON decisions"
        " BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END",
        "CREATE TRIGGER decisions_keep_delete BEFORE DELETE ON decisions"
        " BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END",
        # INSERT OR REPLACE removes a row without the trigger above.
        "CREATE TRIGGER decisions_keep_replace BEFORE INSERT ON decisions"
        " WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)"
        " BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME; END $$",
        "CREATE TRIGGER decisions_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ),
}

WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE finding_pairs USING"
        " fts5(pairs, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE finding_pairs (rowid bigint PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE, pairs text[] NOT NULL)",
        "CREATE INDEX ix_finding_pairs_pairs ON finding_pairs USING gin (pairs)",
    ),
}


def upgrade() -> None:
    """Makes the triggers and the index."""
    database = op.get_bind().dialect.name
    for statement in (*APPEND_ONLY[database], *WORDS[database]):
        op.execute(statement)


def downgrade() -> None:
    """The guard over decisions is not taken away by a step."""
    raise NotImplementedError("decisions stay guarded: remove the database instead")
