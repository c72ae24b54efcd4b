"""Days and hours have one form, with their zone, and no line breaks within them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from committee import assets
from committee.present.voice.dates import JOINED, day, hour, moment

FORMATTED = re.compile(r":%[A-Za-z]|strftime|:%-d")


def test_a_moment_says_its_zone_whichever_it_was_given_in() -> None:
    at = datetime(2026, 3, 12, 1, 5, tzinfo=timezone(timedelta(hours=2)))
    plain = [said.replace(JOINED, " ") for said in (day(date(2026, 3, 12)), hour(at), moment(at))]
    assert plain == ["12 March 2026", "23:05 UTC", "11 March 2026, 23:05 UTC"]
    assert moment(at.astimezone(UTC)) == moment(at)


def test_only_the_comma_of_a_moment_lets_a_line_break() -> None:
    parts = moment(datetime(2026, 3, 12, 14, 5, tzinfo=UTC)).split(" ")
    assert [part.replace(JOINED, " ") for part in parts] == ["12 March 2026,", "14:05 UTC"]


def test_nothing_else_formats_a_day_or_an_hour() -> None:
    texts = [*assets.PACKAGE.rglob("*.py"), *assets.TEMPLATES.rglob("*.html")]
    assert len(texts) > 300
    found = [path.name for path in texts if FORMATTED.search(path.read_text())]
    # The names of backups sort by their day.
    assert sorted(found) == ["dates.py", "scheduled_backups.py"]
