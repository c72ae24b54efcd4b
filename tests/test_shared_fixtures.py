"""The shared fixtures give what they promise: databases apart from each other, and a browser."""

from collections.abc import Callable

from playwright.sync_api import Browser
from sqlalchemy import create_engine, inspect, text


def test_databases_are_empty_and_apart(make_database: Callable[[], str]) -> None:
    one, other = create_engine(make_database()), create_engine(make_database())

    with one.begin() as connection:
        connection.execute(text("CREATE TABLE loop (id INTEGER PRIMARY KEY)"))

    assert inspect(one).get_table_names() == ["loop"]
    assert inspect(other).get_table_names() == []


def test_browser_opens_a_page_and_runs_its_script(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<h1>Committee</h1><script>document.title = 'open'</script>")

    assert page.get_by_role("heading").inner_text() == "Committee"
    assert page.title() == "open"
    page.close()
