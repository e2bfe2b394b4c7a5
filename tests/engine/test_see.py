from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from untrain.engine.see import Node, parse


def only(snapshot: str) -> Node:
    (node,) = parse(snapshot).root.children
    return node


def test_an_empty_page_is_a_tree_without_nodes() -> None:
    """A page with nothing on it gives a tree with nothing in it."""
    assert () == parse("").root.children
    assert "" == parse("\n").text()


def test_a_name_may_hold_quotes_and_colons() -> None:
    """The name is the one that the page gives, however YAML had to write it."""
    assert 'Use "my" data: now' == only("""- 'checkbox "Use \\"my\\" data: now" [checked] [ref=e10]'""").name
    assert "back\\slash [x]" == only('- switch "back\\\\slash [x]" [checked] [ref=e15]: s').name
    assert "It’s “mine” #1 – 'yes'" == only("""- 'button "It’s “mine” #1 – ''yes''" [ref=e1]'""").name


def test_a_name_in_brackets_is_no_state() -> None:
    """What looks like a state within a name belongs to the name."""
    field = only('- textbox "Field [checked]" [ref=e16]: "v: w"')

    assert "Field [checked]" == field.name
    assert {"ref": "e16"} == field.states


def test_texts_stay_as_they_are_written() -> None:
    """A text that looks like YAML, a number or a truth value is still a text."""
    page = parse(
        '- paragraph [ref=e4]: "Plain: text"\n- paragraph [ref=e5]: "- dash"\n- paragraph [ref=e6]: "#hash \'q\'"\n'
        '- paragraph [ref=e7]: "123"\n- paragraph [ref=e8]: "true"\n- text: loose words\n- paragraph [ref=e9]: off'
    )

    assert ["Plain: text", "- dash", "#hash 'q'", "123", "true", "loose words", "off"] == list(page.root.texts())


def test_states_are_read_with_their_values() -> None:
    """A bare state is there with an empty value, one with a value keeps it."""
    assert "" == only('- switch "A" [checked] [ref=e1]').states["checked"]
    assert "mixed" == only('- switch "M" [checked=mixed] [ref=e1]').states["checked"]
    assert "" == only('- button "On" [pressed] [ref=e1]').states["pressed"]
    assert only('- button "Save" [disabled] [ref=e12]').disabled
    assert 2 == only('- heading "AI" [level=2] [ref=e3]').level
    assert 0 == only('- button "Save" [ref=e12]').level


def test_a_link_knows_its_address() -> None:
    """The address is the link's, and no child of it."""
    link = only('- link "Go on" [ref=e13] [cursor=pointer] [box=245,252,40,17]:\n  - /url: /x?y=1#z')

    assert "/x?y=1#z" == link.link
    assert () == link.children


def test_frames_are_part_of_the_page() -> None:
    """What stands in a frame is in the tree, under its own kind of reference."""
    page = parse(
        "- iframe [ref=e17]:\n  - generic [ref=f1e2]:\n"
        '    - checkbox "In frame" [checked] [ref=f1e3]\n    - text: In frame'
    )
    box = page.by_ref("f1e3")

    assert box is not None
    assert "In frame" == box.name
    assert ["generic", "iframe", "page"] == [node.role for node in page.up(box)]
    assert page.by_ref("e99") is None


def test_a_name_that_its_text_repeats_is_read_once() -> None:
    """The words of a page hold each label once, though the tree gives it as a name and as a text."""
    page = parse('- generic [ref=e9]:\n  - checkbox "Use my data" [ref=e10]\n  - text: Use my data')

    assert ["Use my data", "Use my data"] == list(page.root.texts())
    assert ["Menu"] == list(parse('- button "Menu" [ref=e1]: Menu').root.texts())
    assert ["Go on"] == list(parse('- link "Go on" [ref=e1]:\n  - text: Go on').root.texts())


def test_the_nearest_ancestor_is_found() -> None:
    """The nearest ancestor of a role is given, not the outermost."""
    page = parse('- dialog "Outer" [ref=e1]:\n  - dialog "Inner" [ref=e2]:\n    - button "Close" [ref=e3]')
    button = page.by_ref("e3")
    assert button is not None

    nearest = page.within(button, frozenset({"dialog"}))

    assert nearest is not None
    assert "Inner" == nearest.name


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_any_text_of_a_page_is_read(text: str) -> None:
    """Whatever a page says, in whatever script, is read as it says it."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')

    assert [" ".join(text.split())] == [one.text for one in parse(f'- text: "{quoted}"').root.children]
