"""How the web server is set up."""

from gunicorn.config import Config
from gunicorn.http.parser import RequestParser

from foi_tracker import gunicorn as ours


def test_a_search_of_eight_thousand_characters_reaches_the_application() -> None:
    cfg = Config()
    cfg.set("limit_request_line", ours.limit_request_line)
    query = "q=" + "a" * 8000
    sent = f"GET /requests/?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    assert next(RequestParser(cfg, iter([sent]), ("127.0.0.1", 1))).query == query
