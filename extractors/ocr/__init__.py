"""Recognition of text in images: one small protocol, two engines behind it.

`load_engine("paddleocr")` (the default) or `load_engine("rapidocr")`; both read with PP-OCR weights that come inside an installed
package. Nothing is ever downloaded. An engine is loaded once per process and belongs to one thread.
"""

from extractors.ocr.engine import DEFAULT_ENGINE, ENGINES, Line, OcrEngine, Reading, load_engine, read_lines

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Line", "OcrEngine", "Reading", "load_engine", "read_lines"]
