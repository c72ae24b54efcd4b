"""Where templates, fixtures and policies lie: beside the checkout, or inside the wheel."""

from importlib.resources import files
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_INSTALLED = PACKAGE / "_assets"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent

TEMPLATES = _ROOT / "templates"
FIXTURES = _ROOT / "fixtures"
POLICIES = PACKAGE / "policies"
RUBRIC = PACKAGE / "rubric"

_FONT_FILES = {
    "committee-sans.ttf": ("fontpkg_inter", "Inter[opsz,wght].ttf"),
    "committee-sans-italic.ttf": ("fontpkg_inter", "Inter-Italic[opsz,wght].ttf"),
    "committee-serif.ttf": ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    "committee-serif-italic.ttf": ("fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"),
}
FONTS = {
    name: Path(str(files(package) / "files" / file))
    for name, (package, file) in _FONT_FILES.items()
}
"""The fonts of page and paper, by the names that style sheets call them."""
