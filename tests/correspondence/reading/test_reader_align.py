"""Answers are matched with a request's own questions by number and by words, and left alone when unlike."""

from correspondence.reading.reader import align

QUESTIONS = [
    "Briefing notes or reports on the programs.",
    "Overviews of how their results come about.",
    "Training manuals for the people who use them.",
    "Impact assessments, if any",
    "Data visualisation: maps or charts they drew.",
    "Promotional or educational material.",
    "Contracts for the programs.",
]


def test_short_labels_find_their_questions():
    labels = [
        "Briefing notes",
        "Overviews",
        "Training",
        "Impact Assessments",
        "Data visualization",
        "Material",
        "Contracts",
    ]
    assert align(labels, QUESTIONS) == (0, 1, 2, 3, 4, 5, 6)


def test_order_does_not_matter():
    assert align(["Contracts", "Overviews"], QUESTIONS) == (6, 1)


def test_whole_questions_repeated_find_themselves():
    assert align(list(reversed(QUESTIONS)), QUESTIONS) == (6, 5, 4, 3, 2, 1, 0)


def test_a_number_alone_means_the_question_in_that_place():
    assert align(["Question 2", "Q4"], QUESTIONS) == (1, 3)


def test_a_number_follows_the_questions_own_numbers():
    assert align(["Question 3", "2"], ["2. The rota", "3. The cost"]) == (1, 0)


def test_what_is_like_no_question_is_left_alone():
    assert align(["Parking permits", "Question 12"], QUESTIONS) == (None, None)


def test_nothing_with_nothing():
    assert align([], QUESTIONS) == ()
    assert align(["Contracts"], []) == (None,)
