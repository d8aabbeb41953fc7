"""The scorer counts what is right and names what is not."""

import json

from correspondence.reading.reader_command import read_files
from correspondence.reading.reader_scoring import report, score

LETTER = "Dear Lab\n\nOur ref: FOI-21-0042\n\nContracts - not held\nRota - see attached\n"


def scored(tmp_path, **label):
    (tmp_path / "1.txt").write_text(LETTER, encoding="utf-8")
    truth = {
        "file": "1.txt",
        "kind": "partial_disclosure",
        "reference": "FOI-21-0042",
        "exemptions": [],
        "items": [],
    }
    (tmp_path / "truth.jsonl").write_text(json.dumps(truth | label) + "\n", encoding="utf-8")
    return score(tmp_path, read_files)


def test_everything_right(tmp_path):
    result = scored(
        tmp_path,
        items=[{"label": "contracts", "outcome": "not held"}, {"label": "rota", "outcome": "attached"}],
    )
    assert (result.kinds, result.references, result.received, result.aligned, result.outcomes) == (
        1,
        1,
        1,
        2,
        2,
    )
    assert result.exemptions_f1 == 1.0
    assert result.mistakes == []


def test_what_is_wrong_is_named(tmp_path):
    result = scored(
        tmp_path,
        kind="refusal",
        reference=None,
        received_date="2021-03-02",
        exemptions=["s43(2)"],
        items=[{"label": "contracts", "outcome": "attached"}, {"label": "parking", "outcome": "not held"}],
    )
    assert (result.kinds, result.references, result.invented_references, result.received) == (0, 0, 1, 0)
    assert (result.aligned, result.outcomes) == (1, 0)
    assert result.exemptions_f1 == 0.0
    assert result.mistakes == [
        "1.txt: kind partial_disclosure, should be refusal",
        "1.txt: reference FOI-21-0042, should be None",
        "1.txt: received None, should be 2021-03-02",
        "1.txt: exemptions [], should be ['s43(2)']",
        "1.txt: 'contracts' is ['not_held'], should be 'attached'",
        "1.txt: no answer found for 'parking'",
    ]
    assert "references invented   1" in report(result).splitlines()


def test_one_label_for_several_things_needs_an_answer_for_each(tmp_path):
    assert (
        scored(tmp_path, items=[{"label": "contracts; rota", "outcome": "not held; attached"}]).aligned == 1
    )
    assert scored(tmp_path, items=[{"label": "contracts; parking", "outcome": "not held"}]).aligned == 0
