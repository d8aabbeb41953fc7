import pytest

from authorities.importing.names import clash, core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LB of Camden", "London Borough of Camden"),
        ("Camden Council", "Camden London Borough Council"),
        ("Blaby DC", "Blaby District Council"),
        ("Leicester City Council", "Leicester"),
        ("RB of Greenwich", "Royal Borough of Greenwich"),
        ("City of York Council", "York City Council"),
        ("Wrexham CBC", "Wrexham County Borough Council"),
        ("The University of Kent", "University of Kent"),
        ("Cyngor Gwynedd", "Gwynedd Council"),
    ],
)
def test_names_of_one_authority_have_one_core(one: str, other: str) -> None:
    assert core(one) == core(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kent County Council", "Kent Police"),
        ("City University of London", "University of London"),
        ("Metropolitan Police Service", "Police Service"),
        ("Derby City Council", "Derbyshire County Council"),
        ("County Hospital", "City Hospital"),
        ("Newtown Council", "Newtown Town Council"),
    ],
)
def test_names_of_two_authorities_have_two_cores(one: str, other: str) -> None:
    assert core(one) != core(other)


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("Worcester City Council", "Worcester County Council", True),
        ("Blaby Parish Council", "Blaby District Council", True),
        ("Blaby Parish Council", "Blaby", True),
        ("Blaby", "Blaby District Council", False),
        ("Dorset Council", "Dorset County Council", True),
        ("Dorset", "Dorset County Council", False),
        ("Wrexham County Borough Council", "Wrexham County Council", False),
        ("Leicester City Council", "Leicester Borough Council", False),
        ("County University", "City University", False),
    ],
)
def test_tiers_of_local_government_tell_two_authorities_apart(one: str, other: str, two: bool) -> None:
    assert clash(one, other) == clash(other, one) == two
