"""Where templates, fixtures and policies lie: beside the checkout, or inside the wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_INSTALLED = PACKAGE / "_assets"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent

TEMPLATES = _ROOT / "templates"
FIXTURES = _ROOT / "fixtures"
POLICIES = PACKAGE / "policies"
RUBRIC = PACKAGE / "rubric"
