"""What is found in an answer, and the words it is found in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.errors import FormError
from committee.speech import hints_for, read_answer
from committee.speech.tagged_text import LONGEST


def words(findings):
    return [finding.words for finding in findings]


def traps(answer, question=""):
    return [hint.trap for hint in hints_for(read_answer(answer, question))]


@pytest.mark.parametrize(
    ("answer", "own", "shared"),
    [
        ("I wrote it and we shipped it.", ["I wrote"], ["we shipped"]),
        ("I’d also chosen Kafka.", ["I’d also chosen"], []),
        ("I didn't write it, I would write it, I tried to write it.", [], []),
        ("I was asked to write it. I think I know how.", [], []),
        ("We have ninety engineers and we deploy daily. I stopped that.", ["I stopped"], []),
        ("She said we built the wrong thing. I rebuilt it.", ["I rebuilt"], []),
        ("He wrote: “I did it, we all did it.” I laughed.", ["I laughed"], []),
        ("Priya and I rewrote it.", [], ["I rewrote"]),
        ("It broke, and I fixed it.", ["I fixed"], []),
        ("I documented it, and I automated the rest.", ["I documented", "I automated"], []),
        ("I pulled the logs, traced the loop, and then proposed a fix.",
         ["I pulled", "traced", "proposed"], []),
        ("Decided to wait. Told the VP.", ["Decided", "Told"], []),
        ("I managed to persuade Zsófia.", ["I managed to persuade"], []),
        ("Decided to wait\nTold the VP\nWe froze", ["Decided", "Told"], ["We froze"]),
        ("It was then that\nI chose.", ["I chose"], []),
        ("Um, I, uh, really decided it.", ["I, uh, really decided"], []),
    ],
)  # fmt: skip
def test_i_and_we_count_as_subjects_of_actions(answer, own, shared):
    subjects = read_answer(answer).subjects
    assert (words(subjects.own), words(subjects.plural)) == (own, shared)


def test_present_tense_stories_are_read_as_actions():
    told = "I look at the traces, so I turn it off. I ship the rest. I show her the trace."
    assert read_answer(told).acts_i == 3
    assert read_answer("I usually look at the traces. We ship daily.").acts_i == 0


def test_i_and_we_can_be_counted_after():
    answer = read_answer("I think we did it. She wrote “I did it” and we’d only asked. I left.")
    assert (answer.i, answer.we, answer.acts_i, answer.acts_we) == (3, 2, 1, 2)


def test_whole_answer():
    answer = read_answer(
        "Releases were always late. I was asked to fix that. I chose to automate the checks. "
        "We went from six weeks to nine days. Since then I always start with the checks.",
        seconds=32,
    )
    assert (answer.words, answer.i, answer.we, answer.acts_i, answer.acts_we) == (32, 3, 1, 1, 1)
    assert (answer.first_decision.finding.words, answer.first_decision.words) == ("I chose", 10)
    assert answer.first_decision.seconds == 10
    assert (answer.first_result.finding.words, answer.first_result.words) == (
        "went from six weeks to nine days",
        17,
    )
    assert words(answer.numbers) == ["six weeks", "nine days"]
    assert answer.missing_steps == ()
    assert words(answer.steps["learnings"]) == ["Since then"]
    assert answer.setup_words == 10
    assert hints_for(answer) == ()


def test_missing_steps_are_named():
    assert read_answer("I built it.").missing_steps == (
        "situation", "task", "result", "learnings",
    )  # fmt: skip
    assert read_answer("").missing_steps == ("situation", "task", "action", "result", "learnings")


def test_years_ordinals_and_background_growth_are_no_results():
    answer = read_answer("In 2021 traffic had grown 300%. It was my 2nd job.")
    assert (answer.results, answer.numbers) == ((), ())


def test_anything_may_ship_or_slip_and_only_amounts_are_numbers():
    answer = read_answer("I led it. The rollout finished four weeks early next quarter.")
    assert words(answer.results) == ["rollout finished", "weeks early"]
    assert words(answer.numbers) == ["four weeks"]
    assert words(read_answer("If I did it again I would wait.").subjects.own) == []


def test_times_come_from_the_cues_where_there_are_any():
    answer = "So it was late. I decided to stop."
    clocked = read_answer(answer, seconds=40, clock=[(0, 0.0), (16, 30.0), (34, 40.0)])
    assert clocked.first_decision.seconds == 30.0


def test_hint_carries_its_words_and_a_question():
    (hint,) = hints_for(read_answer("We found it. We fixed it, and we shipped the fix."))
    assert hint.trap == "we"
    assert words(hint.words) == ["We fixed", "we shipped"]
    assert hint.ask == "Which of those calls was yours?"


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("I underestimated the load. The site went down and we lost a day of orders.", []),
        ("The supplier never sent the parts, and my boss kept changing the plan.", True),
        ("I'm a perfectionist, and I care too much about quality.", True),
        ("It wasn't my fault, since operations hadn't given us any servers in time.", True),
        ("I didn't ask the customers first. That was on me. Now I ask.", []),
        ("I took the shop down for an hour, on a Saturday.", []),
        ("I took the shop down, but nobody could have known, and I'd do it again.", True),
        ("I saw the alert on my phone, put it off and didn't look again.", []),
        ("It was not bad luck. I shipped it without testing the import.", []),
        ("I recommended Oslo, they took Bergen, and a year later I was right.", True),
        ("The gates came late. I'd ordered them late, since I wanted the discount.", []),
        ("I planned it, I briefed them, I walked the gates. You can't look into people.", True),
        ("I nearly opened the wrong valve. I'd misread it, but nothing happened.", True),
        ("I opened the wrong valve. I'd misread it, and it nearly cost a life.", []),
        ("I booked it, I paid it, I opened it, and then a storm closed the airport.", True),
        ("I closed the branch, I sold it, I felt like a failure, and it turned out well.", True),
        ("I cancelled the tour and turned them down, since I hadn't asked anybody.", []),
        ("I wanted thirty peaks and did twenty-nine, which missed my own standards.", True),
        ("It was on me. It was my fault, for I'm a person who trusts, and I'd do it again.", True),
    ],
)
def test_failure_needs_an_own_part(answer, due):
    answer += " That is about all there is to say about it, I suppose."
    expected = ["no-real-failure"] if due else []
    assert traps(answer, "Tell me about a time you failed.") == expected
    assert traps(answer, "How do you test?") == []


@pytest.mark.parametrize(
    ("answer", "moved"),
    [
        ("I convinced the platform lead.", ["I convinced"]),
        ("I tried to convince them. I couldn't persuade her.", []),
        ("I showed Nkechi the numbers, and she agreed to switch.", ["she agreed"]),
        ("They agreed. Nobody knows why.", []),
        ("I had nobody. I started a club, and ten people joined it.", ["people joined"]),
        ("I published it for all. Four teams use it.", ["teams use"]),
        ("I showed it. Ines, who runs nights, tried it.", ["Ines, who runs nights, tried"]),
        ("I showed it. Then I told my developers to put it in.", []),
        ("I showed it. None of the teams adopted it.", []),
        ("I escalated it to our director and he told them to move.", []),
        ("I showed her the plan. Then I took it to the board. They moved in May.", []),
        ("I showed our VP both plans. She slept on it and picked theirs.", []),
        ("Our VP wanted theirs. I showed her both plans. She picked mine.", ["She picked"]),
        ("I asked him to test it. He still doesn't. Then he moved to Lyon.", []),
        ("I showed them the roster. Did the lead come round? He hates it.", []),
        ("I kept my head down. Then I asked for a transfer.", []),
        ("I showed her the list. She asked for a copy, or she would have had to write one.",
         ["asked for a copy"]),
        ("I asked each lead what it would cost. In the end they all came round.",
         ["they all came", "came round"]),
    ],
)  # fmt: skip
def test_moving_people_needs_an_approach_and_no_rank(answer, moved):
    assert words(read_answer(answer).influence.moved) == moved


def test_question_settles_whether_influence_is_looked_for():
    solo = "I rewrote the tests over a weekend, and I put them in parallel, since they were slow."
    assert traps(solo, "Give me an example of leadership.") == ["no-influence"]
    assert traps(solo, "When did a colleague not listen to you?") == ["no-influence"]
    assert traps(solo, "What did you build last?") == []


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("I was persuasive, we had several conversations, and eventually I convinced him.", True),
        ("I built relationships, ran workshops, and in the end they all came on board.", True),
        ("I convinced Gerhard. I ran his five inputs, and one was still wrong.", False),
        (
            "I asked him for his worst three files and parsed them in front of him. He nodded.",
            False,
        ),
    ],
)
def test_influence_is_told_by_how_and_not_by_that(answer, due):
    question = "Tell me about a time you convinced a colleague."
    assert traps(answer, question) == (["no-influence"] if due else [])


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("I tend to start with the method, and by minute four they're on their phones.", False),
        ("I ask late. It has cost us two dates, so now I set a timer for an hour.", False),
        ("I hold myself to a high bar, and people know that they can count on me.", True),
        ("I find it hard to say no. Now I keep a list, since I dropped two tests in May.", False),
    ],
)
def test_a_weakness_is_a_habit_and_no_praise(answer, due):
    for question in ("What is your weakness?", "What would you say is an area of growth for you?"):
        assert traps(answer, question) == (["no-real-failure"] if due else [])


@pytest.mark.parametrize(
    ("told", "task"),
    [
        ("My job was to get the import under an hour.", True),
        ("They gave me six weeks to halve the bill.", True),
        ("It was up to me to say which of the two we keep.", True),
        ("We'd promised the bank a report by March.", True),
        ("**Task:** finish before the year-end invoices.", True),
        ("The CFO wanted to stop paying for it.", True),
        ("Nobody could explain a payslip.", True),
        ("Our head of design didn't want it.", True),
        ("The tests were flaky.", True),
        ("We had two databases and neither was documented.", False),
        ("The office was above a nail salon.", False),
        ("Refunds had gone up for a month.", False),
    ],
)
def test_tasks_are_heard_where_they_are_set(told, task):
    heard = read_answer(f"{told} I changed one line. It fell to two a day.")
    assert bool(heard.steps["task"]) == task
    assert ("task" in heard.missing_steps) != task


def test_verbosity_needs_length_and_a_late_point():
    scene = "There was an old system and it was in two data centres and it was slow. " * 9
    assert traps(scene + "I decided to retire it.") == ["verbosity"]
    assert traps("I decided to retire it. " + scene) == []
    assert traps("There was an old system. I decided to retire it.") == []


def test_hedges_but_not_kinds_of_things():
    answer = read_answer("I think it was, sort of, maybe broken. This kind of bug is rare.")
    assert words(answer.hedges) == ["I think", "sort of", "maybe"]


def test_quotation_of_a_whole_answer_is_the_answer():
    assert read_answer("“I chose it. I built it.”").acts_i == 2


def test_too_long_an_answer_is_refused_with_what_to_do():
    with pytest.raises(FormError, match=r"has 1,000,000 characters; at most 200,000 are read"):
        read_answer("a " * 500_000)


def findings_of(answer):
    subjects, failure, influence = answer.subjects, answer.failure, answer.influence
    groups = [
        subjects.own, subjects.assists, subjects.plural, subjects.group, subjects.nobody,
        answer.decisions, answer.own_decisions, answer.results, answer.numbers,
        failure.own_part, failure.aftermath, failure.blame,
        failure.denial, failure.excuses, failure.boasts,
        influence.moved, influence.authority, influence.gave_in, influence.unmoved,
        influence.means, influence.reached, failure.changed,
        answer.hedges, answer.digressions, *answer.steps.values(),
    ]  # fmt: skip
    return [finding for group in groups for finding in group]


WORDS = (
    "I we they she the team Priya decided didn't I'd had to was were agreed and , . ? “ ” 40% from "
    '3 ms never been asked told us me it when wrong lost because of kept changing İ ß "'
)
SPEECH = st.lists(st.sampled_from([*WORDS.split(), "\n\n"]), max_size=120).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(SPEECH, st.text(max_size=300)), st.text(max_size=40))
def test_any_text_is_read_and_findings_lie_in_it(answer, question):
    read = read_answer(answer, question, seconds=60.0)
    for finding in findings_of(read):
        assert answer[finding.start : finding.end] == finding.words != ""
        assert 0 <= finding.before < read.words
    assert 0 <= read.setup_words <= read.words
    for hint in hints_for(read):
        assert hint.reason
        assert hint.ask


@pytest.mark.parametrize(
    "piece", ["a", "i ", "'", "- ", "\n \t", "“", "1.", "i'd ", "and I ", "made the my a "]
)
def test_longest_answers_of_any_shape_are_read(piece):
    answer = (piece * LONGEST)[:LONGEST]
    assert read_answer(answer).words <= LONGEST


def test_a_particular_story_is_given_the_doubt_and_a_general_one_is_not():
    general = (
        "I initiated several discussions with all stakeholders and communicated the benefits. "
        "Everyone really appreciated the process, and the quality improved overall."
    )
    particular = (
        "I counted the tickets of a week, 61, and took Sofia her 34 on the Tuesday before lunch. "
        "The other 27 had no owner, so I printed them and hung them beside the coffee in room 4."
    )
    asked = "How did you get another team to help?"
    assert read_answer(general).specificity < 0 < 9 < read_answer(particular).specificity
    assert (traps(general, asked), traps(particular, asked)) == (["no-influence"], [])


@pytest.mark.parametrize(
    ("answer", "moved"),
    [
        ("I asked all seven about it. Four came that week.", ["Four came"]),
        ("The board had chosen Java. I showed them the Go service. The board added it.",
         ["board added"]),
        ("I showed it to her. The board decided on Java. The board added a rule.", []),
    ],
)  # fmt: skip
def test_people_who_are_numbers_and_rank_that_had_decided_can_be_moved(answer, moved):
    assert words(read_answer(answer).influence.moved) == moved


@pytest.mark.parametrize(
    ("answer", "own", "praised"),
    [
        ("I haven't done anything really bad.", [], []),
        ("I like to deliver quality, and I'm dedicated.", [], ["quality", "dedicated"]),
        ("I like to deliver quality, and I'm dedicated. Two people waited for me.", [], []),
    ],
)
def test_praise_is_heard_where_nothing_was_the_worse_for_it(answer, own, praised):
    failure = read_answer(answer, "What is your weakness?").failure
    assert (words(failure.own_part), words(failure.virtues)) == (own, praised)
