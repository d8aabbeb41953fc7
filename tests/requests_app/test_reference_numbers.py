"""Which numbers name a request, whose they are, and when two of them are the same."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.reference_numbers import find_references, normalise

# Spellings that UK authorities use; each must be found behind each label.
SPELLINGS = [
    "FOI-18-1134", "01/FOI/25/006753/Z", "440849", "FOI2021/00801", "DoF 2019-0149", "01900117",
    "FOI10862", "CAM6551",
    "ASC/AWZC3P", "CHS/AWZBQX", "16078", "FOI20186816DJL", "2018/20985", "DC/FOI 295/18", "FOI/68",
    "EIR / 828251",
    "IR2459196", "IM/OE/26-0093", "FOI 0000 7070", "01.FOI.22.024049", "FOI-027538", "1453-2627",
    "CRN00166467",
    "ECC4537301 05 18", "DCL-EES693", "FOI18-0501-13317", "RFI_2020_114", "FOI 118-19", "E-12345",
]  # fmt: skip
LABELS = [
    "Our ref: {}", "Our Ref\t{}", "Ref: {}", "My Reference: {}", "Reference Number: {}", "FOI Reference: {}",
    "Request Number {}", "Your request for information: {}", "Freedom of Information Act Request {}",
    "(Ref {})",
    "FOI ref. no. {}", "Case reference number {}.", "Reference:\n{}\n", "Ref: {}  12 March 2024", "[Ref: {}]",
    "Our Reference {} Date: 12 March 2024", "Your reference number is {}.",
    "Freedom of Information – Response – {}",
    "Subject: RE: FOI Request - {} - acknowledgement", "Please quote {} in all letters", "Ein cyf: {}",
    "Internal review of FOI request ({})", "EIR Request Ref: {}\nDear Sir",
]  # fmt: skip
NOT_REFERENCES = [
    "ICO reference FS50681336", "the Commissioner's decision notice FER0712345",
    "Case reference IC-47841-H8Z6",
    "Appeal Reference: EA/2018/0055", "Tel: 0303 123 1113", "reference number: 0303 123 1113",
    "Wilmslow SK9 5AF",
    "Our ref Tel 0161 765 4000", "Registered charity number 207544", "company number 01234567",
    "VAT number GB 123456789",
    "received on 20/07/2018", "Date Received: 01-May-18", "Case reference: 12/05/2018",
    "section 40(2) and reg. 12(4)(b)",
    "Freedom of Information Act 2000 (Section 12)", "Freedom of Information (Scotland) Act 2002",
    "EIR 2004", "FOI 2000",
    "Freedom of Information Request 20 July 2018", "FOI requests 2017/18", "FOI 2017-18",
    "Regulation (EU) 2016/679",
    "Environmental Information Regulations 2004 (SI 2004/3391)", "FOI 1200 requests were received",
    "reference 5",
    "PO Box 532", "costs of £450", "case 3", "in reference to 2018", "request number 2 of 5", "Ref. page 12",
    "information request form 7", "with reference to your request of 4 May 2018 for 12 files", "Our ref: N/A",
    "Our ref:\nYour ref:\nDate: 4 May 2020", "Reference: Section 12", "I refer to 123456", "case 123 of 400",
    "see https://example.gov.uk/foi/FOI-12345.pdf", "foi2018@example.gov.uk", "FOIA s.12", "FOI-s40",
    "Freedom of Information Act 2000 - 20 working days", "",
]  # fmt: skip


def values(text: str) -> list[str]:
    return [found.value for found in find_references(text)]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("label", LABELS)
def test_every_spelling_is_found_behind_every_label(label: str, spelling: str) -> None:
    assert values(label.format(spelling)) == [spelling]


@pytest.mark.parametrize("text", NOT_REFERENCES)
def test_what_only_looks_like_a_reference_is_left_out(text: str) -> None:
    assert find_references(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("01900117", "1900117"),
        ("EIR / 828251", "eir/828251"),
        ("FOI – 18 – 1134", "FOI-18-1134"),
        ("DC/FOI  295/18", "dc/foi 295/18"),
        (" FOI10862. ", "foi10862"),
        ("ＦＯＩ68", "FOI68"),
    ],
)
def test_two_spellings_of_one_case_compare_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("FOI-027538", "FOI-27538"), ("2018/20985", "201820985"), ("16078", "16079"), ("0", "")],
)
def test_different_cases_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_our_ref_is_theirs_and_your_ref_ours_in_an_authoritys_letter() -> None:
    text = "Our ref: FOI-20-7\nYour ref: LAB/0042"
    assert [(one.value, one.role) for one in find_references(text)] == [
        ("FOI-20-7", "authority"),
        ("LAB/0042", "ours"),
    ]
    assert [one.role for one in find_references(text, from_requester=True)] == ["ours", "authority"]


def test_the_number_an_authority_tells_us_is_ours_to_quote_but_theirs() -> None:
    assert [one.role for one in find_references("Your request number is CRN0016")] == ["authority"]


def test_an_earlier_case_is_another_one() -> None:
    text = "Ref: 943300\nPlease see our original response ref 922900 and our previous answer FOI-17-22."
    assert [(one.value, one.role) for one in find_references(text)] == [
        ("943300", "authority"),
        ("922900", "other"),
        ("FOI-17-22", "other"),
    ]


def test_several_numbers_behind_one_label_are_all_found() -> None:
    assert values("Our references: 123456, 123457 and 123458, sent 4 May") == ["123456", "123457", "123458"]


def test_a_number_said_twice_is_found_once_at_its_first_place() -> None:
    text = "FOI-18-1134 ... quote foi – 18-1134 please"
    (found,) = find_references(text)
    assert text[found.start : found.end] == "FOI-18-1134"


def test_the_references_of_real_letters_are_found_and_none_where_there_is_none(shared_dir: Path) -> None:
    truth = [json.loads(line) for line in (shared_dir / "letters" / "truth.jsonl").read_text().splitlines()]
    expected = found = 0
    for row in truth:
        references = find_references((shared_dir / "letters" / row["file"]).read_text())
        theirs = [normalise(one.value) for one in references if one.role == "authority"]
        others = {normalise(one.value) for one in references} - set(theirs)
        if row["reference"] is None:
            assert references == (), row["file"]
            continue
        expected += 1
        found += theirs == [normalise(row["reference"])]
        assert others == {normalise(one) for one in row.get("other_references", [])}, row["file"]
    assert expected == 20
    assert found / expected >= 0.95


@given(st.text(alphabet="FOIEIRrefR0123456789 /-–.:\n(),'", max_size=200) | st.text(max_size=200))
def test_any_text_is_read_and_places_hold_the_value(text: str) -> None:
    for one in find_references(text):
        assert " ".join(text[one.start : one.end].split()) == one.value
        assert normalise(normalise(one.value)) == normalise(one.value) != ""


@pytest.mark.parametrize(
    "unit",
    [
        "Ref: ",
        "FOI-",
        "FOI/1 ",
        "request ",
        "a/",
        "FOI ",
        "Our ref:\n",
        "freedom of information ",
        "ref 1234, ",
        "@",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_references(text)
        return time.process_time() - start

    short = max(seconds(100_000), 0.2)
    assert seconds(400_000) < 12 * short
