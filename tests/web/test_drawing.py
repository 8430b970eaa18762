"""What is drawn is what Jinja draws."""

import pytest
from jinja2 import Environment, pass_context
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from contacts.web import drawing

MACROS = """
{%- macro two(a, b="<b>") %}[{{ a }}|{{ b }}|{{ c or "no" }}]{% endmacro -%}
{%- macro block(a) %}({{ a }}:{{ caller() }}){% endmacro -%}
{%- macro named(a) %}{{ a }}{{ kwargs|xmlattr }}{% endmacro -%}
{%- macro listed() %}{{ varargs|join(",") }}{% endmacro -%}
"""
DRAWN = [
    "{{ two('<') }}{{ two('a', 'c') }}{{ two(b='x', a='y') }}{{ two(a=marked) }}",
    "{% for one in '<&' %}{{ two(one, one) }}{% endfor %}",
    "{% call block('<') %}<i>{{ '<' }}</i>{% endcall %}",
    "{{ named('a', title='\"') }}{{ listed(1, '<', marked) }}",
    "{{ marked }}{{ marked ~ '<' }}{{ none }}{{ 12 }}{{ [1]|first }}{{ '<'|upper }}",
    "{% for c in 'xy' %}{{ seen('c') }}{{ plain(c, end='<') }}{{ 'a-b'.replace('-', c) }}{{ kind() }}{% endfor %}",
    "{% autoescape false %}{{ two('<') }}{{ '<' }}{% endautoescape %}",
    "{% if two('') %}{{ (two('') ~ '<') }}{% endif %}",
]


@pass_context
def seen(context, name):
    return f"<{context.get(name)}>"


def drawn(environment, template):
    known = {"marked": Markup("<u>"), "seen": seen, "plain": lambda text, end: text + end, "kind": Markup}
    return environment.from_string(MACROS + template).render(**known)


@pytest.fixture
def quick(app):
    assert app.jinja_env.context_class is drawing.QuickContext
    return app.jinja_env.overlay(autoescape=True)


@pytest.mark.parametrize("template", DRAWN)
def test_what_is_drawn_is_what_jinja_draws(quick, template):
    usual = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    assert drawn(quick, template) == drawn(usual, template)


def test_too_many_arguments_are_an_error(quick):
    with pytest.raises(TypeError, match="not more than 2"):
        drawn(quick, "{{ two(1, 2, 3) }}")


def test_a_missing_argument_is_an_error_where_it_is_shown(quick):
    with pytest.raises(UndefinedError, match="parameter 'a' was not provided"):
        drawn(quick, "{{ two() }}")
