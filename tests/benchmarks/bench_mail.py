"""How fast mails are taken apart: `python -m tests.benchmarks.bench_mail`. Fails below the ratio promised.

Against the standard library, in one run and for the same bytes, in two ways. "Tree" is what it does for
`email.message_from_bytes(policy=default)` and `walk()`: it cuts the mail into parts and decodes nothing. "Facts" also
asks it for what a reader needs: the headers decoded, the contents of every part. We always do the second, and more:
charsets mended, quotes folded away, HTML laid out as text, digests of the files, automatic replies told from people's.
So a short mail is where we gain least over the bare tree; the table of functions shows where its time goes.
"""

from __future__ import annotations

import cProfile
import email
import email.policy
import pstats
import random
import sys
import time
from collections.abc import Callable

from correspondence.mail.parse import parse
from tests.correspondence.hostile_mails import nested, with_file
from tests.correspondence.mails import make_mail

PROMISED = 2.0  # times as fast as the standard library giving the same facts; and as its bare tree but for short mails
SHORT = ("plain",)
HEADERS = ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references")
QUOTED = (
    "Dear R,\n\nWe hold it.\n\nOn Wed, 1 Aug 2018 at 10:00, R <r@example.org> wrote:\n> Please send it.\n" * 3
)


def plain() -> bytes:
    return make_mail(QUOTED).as_bytes()


def html() -> bytes:
    mail = make_mail(QUOTED)
    mail.add_alternative("<p>Dear R</p><table><tr><td>1</td><td>2</td></tr></table>" * 20, subtype="html")
    return mail.as_bytes()


def forwarded() -> bytes:
    mail = make_mail(QUOTED)
    for _ in range(5):
        mail.add_attachment(make_mail(QUOTED))
        content = random.Random(1).randbytes(20_000)  # noqa: S311
        mail.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")
    return mail.as_bytes()


SHAPES: dict[str, tuple[Callable[[], bytes], int]] = {
    "plain": (plain, 300),
    "HTML": (html, 200),
    "with mails and files": (forwarded, 50),
    "1 MB attachment": (lambda: with_file(10**6), 10),
    "50 MB attachment": (lambda: with_file(50 * 10**6), 2),
    "100 levels": (lambda: nested(100), 50),
}


def best(work: Callable[[], object], times: int) -> float:
    """Seconds of the quickest of several runs."""
    found = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - began)
    return found


def tree(raw: bytes) -> object:
    return list(email.message_from_bytes(raw, policy=email.policy.default).walk())


def facts(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    found: list[object] = [str(message[name]) for name in HEADERS]
    for part in message.walk():
        if not part.is_multipart():
            found.append(part.get_payload(decode=True))
    return found


def main() -> int:
    """Print the figures; 1 if a ratio is below the one promised."""
    missed = 0
    for name, (make, times) in SHAPES.items():
        raw = make()
        ours = best(lambda raw=raw: parse(raw), times)
        bare = best(lambda raw=raw: tree(raw), times) / ours
        same = best(lambda raw=raw: facts(raw), times) / ours
        print(f"{name:<22} {ours * 1e3:9.3f} ms; tree {bare:5.1f} times, facts {same:5.1f} times as long")
        missed += same < PROMISED or (bare < PROMISED and name not in SHORT)
    print("\nWhere the time of a short mail goes:")
    profile, raw = cProfile.Profile(), plain()
    profile.runcall(lambda: [parse(raw) for _ in range(1000)])
    pstats.Stats(profile).sort_stats("tottime").print_stats(8)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
