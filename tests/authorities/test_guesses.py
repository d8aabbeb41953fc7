import pytest

from authorities.guesses import Guess, guess


@pytest.mark.parametrize(
    ("name", "kind", "nation"),
    [
        ("Blaby District Council", "local_council", "england"),
        ("London Borough of Hackney", "local_council", "england"),
        ("City of Edinburgh Council", "local_council", "scotland"),
        ("Comhairle nan Eilean Siar", "local_council", "scotland"),
        ("Cyngor Sir Ynys Môn", "local_council", "wales"),
        ("Newport City Council", "local_council", "wales"),
        ("Newport Pagnell Town Council", "local_council", "england"),
        ("Mid Ulster District Council", "local_council", "northern_ireland"),
        ("Police Scotland", "police", "scotland"),
        ("Dyfed-Powys Police", "police", "wales"),
        ("British Transport Police", "police", "uk"),
        ("Hampshire Constabulary", "police", "england"),
        ("Office of the Police and Crime Commissioner for Kent", "police", "england"),
        ("London Fire Brigade", "fire", "england"),
        ("Avon Fire & Rescue Service", "fire", "england"),
        ("NHS Greater Glasgow and Clyde", "health", "scotland"),
        ("Leicestershire Partnership NHS Trust", "health", "england"),
        ("Department of Health and Social Care", "government", "uk"),
        ("Department of Finance (Northern Ireland)", "government", "northern_ireland"),
        ("Home Office", "government", "uk"),
        ("Scotland Office", "government", "uk"),
        ("Scottish Government", "government", "scotland"),
        ("Welsh Government", "government", "wales"),
        ("Health and Safety Executive", "government", "england"),
        ("University of St Andrews", "education", "scotland"),
        ("London School of Economics", "education", "england"),
        ("St Andrew's Primary School", "school", "england"),
        ("Arts Council England", "other", "england"),
        ("General Medical Council", "other", "england"),
        ("Port of Felixstowe", "other", "england"),
    ],
)
def test_the_name_suggests_kind_and_nation(name: str, kind: str, nation: str) -> None:
    assert guess(name) == Guess(kind=kind, nation=nation)


def test_a_nation_that_is_known_is_kept() -> None:
    assert guess("Perth College", nation="england").nation == "england"
