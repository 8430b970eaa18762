"""Templates are drawn as Jinja draws them, with less asked each time.

A page calls macros and functions, and shows values, some thousand times each; Jinja finds out anew for every one what
it is, and what it is given. What comes out is the same.
"""

from types import BuiltinFunctionType, FunctionType, MethodType

from jinja2 import Template
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro, Markup, missing
from markupsafe import escape

PLAIN = (FunctionType, MethodType, BuiltinFunctionType)
ABSENT = [(missing,) * count for count in range(32)]  # of arguments that are left out, a macro fills in what it says


class QuickContext(Context):
    """Calls macros and functions at once that want nothing but their arguments; all else as ever."""

    def call(self, called, /, *arguments, _loop_vars=None, _block_vars=None, **named):
        kind = type(called)
        if kind is Macro:
            if not named and self.eval_ctx.autoescape and is_simple(called, arguments):
                return Markup(called._func(*arguments, *ABSENT[called._argument_count - len(arguments)]))
            return called(self.eval_ctx, *arguments, **named)
        if kind in PLAIN and not hasattr(called, "jinja_pass_arg"):
            return called(*arguments, **named)
        return Context.call(self, called, *arguments, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


def is_simple(macro, arguments):
    """Whether it wants no block, and no names or values that it does not list."""
    return not (macro.caller or macro.catch_kwargs or macro.catch_varargs) and len(arguments) <= macro._argument_count


class QuickTemplate(Template):
    """Is imported at once: every template has the same globals, so its module is made once."""

    def _get_default_module(self, ctx=None):
        return self._module or super()._get_default_module(ctx)


class QuickGenerator(CodeGenerator):
    """Shows values by `shown` where they would be escaped."""

    def _output_child_pre(self, node, frame, finalize):
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            return super()._output_child_pre(node, frame, finalize)
        self.write(f"environment.shown({finalize.src or ''}")


def shown(value):
    """The value escaped, unless it is markup: Jinja would make two copies of that."""
    return value if type(value) is Markup else escape(value)


def init_app(app):
    app.jinja_env.context_class = QuickContext
    app.jinja_env.template_class = QuickTemplate
    app.jinja_env.code_generator_class = QuickGenerator
    app.jinja_env.shown = shown
