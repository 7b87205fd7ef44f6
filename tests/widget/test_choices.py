"""Choices: one tap, large enough, and focus is never lost."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from .chat import Chat, message
from .test_messages import overflows


def active(chat: Chat) -> str:
    return chat.deep("(root) => root.activeElement?.tagName + '.' + (root.activeElement?.className ?? '')")


def test_a_choice_is_sent_by_its_id_and_shown_as_said(chat: Chat):
    chat.answer_with(message("Which?", choices=["First", "Second"]))
    chat.start().say("hello")
    chat.answer_with(message("Thank you."))
    chat.choices.get_by_text("Second").click()
    expect(chat.log.locator(".message--own").last).to_contain_text("Second")
    expect(chat.log.get_by_text("Thank you.")).to_be_visible()
    assert json.loads(chat.api_calls("message")[-1].post_data) == {"choice": "Second"}


def test_old_choices_go_away(chat: Chat):
    chat.answer_with(message("Which?", choices=["First"]))
    chat.start().say("hello")
    expect(chat.choices).to_have_count(1)
    chat.answer_with(message("Thank you."))
    chat.choices.first.click()
    expect(chat.log.get_by_text("Thank you.")).to_be_visible()
    expect(chat.choices).to_have_count(0)


def test_focus_goes_to_the_text_box_after_a_choice(chat: Chat):
    chat.answer_with(message("Which?", choices=["First"]))
    chat.start()
    chat.choices.first.click()
    expect(chat.choices.get_by_text("First")).to_be_visible()
    assert active(chat).startswith("TEXTAREA")


def test_on_a_phone_a_choice_does_not_push_up_the_keyboard(phone: Chat):
    phone.answer_with(message("Which?", choices=["First"]))
    phone.start()
    phone.choices.first.tap()
    expect(phone.choices.get_by_text("First")).to_be_visible()
    assert "message--own" in active(phone)


def test_fifty_choices_do_not_break_the_layout(phone: Chat):
    phone.answer_with(message("Which?", choices=[f"Choice number {n}, a little longer than usual, {'x' * n}" for n in range(50)]))
    phone.start().say("hello")
    expect(phone.choices).to_have_count(50)
    assert overflows(phone) == []
    expect(phone.exit).to_be_in_viewport(ratio=1)
    expect(phone.box).to_be_in_viewport(ratio=1)
    phone.choices.last.scroll_into_view_if_needed()
    phone.choices.last.tap()
    expect(phone.log.locator(".message--own")).to_have_count(2)
    expect(phone.exit).to_be_in_viewport(ratio=1)


def test_the_ways_of_a_disclosure_fit_the_smallest_phone(phone: Chat):
    labels = ["Talk to a specialist", "Tell the police in confidence", "Report without giving my name", "Just tell me what the options are"]
    phone.answer_with(message("What would you like to do?", choices=[*labels, "Not what I meant"]))
    phone.start().say("hello")
    expect(phone.choices).to_have_count(5)
    assert overflows(phone) == []
    boxes = [choice.bounding_box() for choice in phone.choices.all()]
    for box, label in zip(boxes, labels):
        assert box["height"] <= 72, f"{label!r} takes more than two lines"
    for above, below in zip(boxes, boxes[1:]):
        assert below["y"] >= above["y"] + above["height"] + 6 or below["x"] >= above["x"] + above["width"] + 6, "two choices touch"


def test_a_choice_stays_while_typed_words_are_on_their_way_and_goes_when_it_is_pressed(chat: Chat):
    chat.answer_with(message("Which?", choices=["First"]))
    chat.start().say("hello")
    expect(chat.choices).to_have_count(1)
    chat.never_answer("message")
    chat.say("one more thing")
    expect(chat.log.locator(".message--own")).to_have_count(2)
    expect(chat.choices).to_have_count(1)
    chat.choices.first.click()
    expect(chat.choices).to_have_count(0)


def test_everything_to_press_is_at_least_44_pixels_high(phone: Chat):
    phone.answer_with(message("Which?", choices=["A", "B"]))
    phone.start().say("hello")
    expect(phone.choices).to_have_count(2)
    for target in phone.ui.locator("button:visible, .danger a:visible, .exit__link:visible, summary:visible, textarea:visible").all():
        box = target.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 40, (target.inner_text(), box)
