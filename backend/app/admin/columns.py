"""What of a row an administrator may see: a section names its columns, and there are no others."""

from dataclasses import dataclass, field
from typing import Any

from fastadmin import WidgetType
from fastadmin.models.schemas import ModelFieldWidgetSchema
from sqlalchemy import JSON, Boolean, ColumnElement, DateTime, Integer, SmallInteger, Uuid, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

MOMENT = "YYYY-MM-DD HH:mm:ss"
_NUMBER = (WidgetType.InputNumber, WidgetType.InputNumber)
_LINE = (WidgetType.Input, WidgetType.Input)
# How a value is shown in a form, and what it is filtered with.
_WIDGETS: dict[type[TypeEngine[Any]], tuple[WidgetType, WidgetType]] = {
    Boolean: (WidgetType.Switch, WidgetType.RadioGroup),
    DateTime: (WidgetType.DateTimePicker, WidgetType.RangePicker),
    Integer: _NUMBER,
    SmallInteger: _NUMBER,
    JSON: (WidgetType.JsonTextArea, WidgetType.Input),
    Uuid: _LINE,
}
_WIDE: dict[type[TypeEngine[Any]], int] = {DateTime: 200, Boolean: 140, Integer: 140, SmallInteger: 140}
_TIMED = {WidgetType.DateTimePicker, WidgetType.RangePicker}
_YES_NO = [{"label": "Yes", "value": True}, {"label": "No", "value": False}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`of`: the SQL of it. `listed`: in the list, else only where one row is looked at. `choices`: all values
    there are. `chosen_from`: the section whose ids it holds, where it is chosen. `wide`: in pixels, where
    its kind does not say."""

    name: str
    of: ColumnElement[Any]
    label: str
    listed: bool = True
    filtered: bool = False
    searched: bool = False
    writable: bool = False
    long: bool = False
    choices: tuple[str, ...] = ()
    chosen_from: str | None = None
    chosen_by: str = "name"
    wide: int | None = None

    @property
    def kind(self) -> type[TypeEngine[Any]]:
        found = type(self.of.type)
        return next((known for known in (*_WIDGETS,) if issubclass(found, known)), found)

    @property
    def width(self) -> int:
        """In a list. Each has one: beside such a column one that has none is too narrow to be read."""
        return self.wide or _WIDE.get(self.kind, 170)

    @property
    def is_nullable(self) -> bool:
        """Also where nobody knows."""
        return bool(getattr(getattr(self.of, "expression", self.of), "nullable", True))

    @property
    def is_json(self) -> bool:
        return issubclass(self.kind, JSON)

    def field(self) -> ModelFieldWidgetSchema:
        """As FastAdmin's page draws it."""
        in_form, in_filter = self._widgets()
        return ModelFieldWidgetSchema(
            name=self.name,
            column_name=self.name,
            is_m2m=False,
            is_pk=False,
            is_immutable=False,
            form_widget_type=in_form,
            form_widget_props=self._form(in_form),
            filter_widget_type=in_filter,
            filter_widget_props=self._filter(in_filter),
        )

    def _widgets(self) -> tuple[WidgetType, WidgetType]:
        if self.chosen_from is not None:
            return WidgetType.AsyncSelect, WidgetType.Input
        if self.choices:
            return WidgetType.Select, WidgetType.Select
        in_form, in_filter = _WIDGETS.get(self.kind, _LINE)
        return (WidgetType.TextArea if self.long else in_form), in_filter

    def _form(self, widget: WidgetType) -> dict[str, Any]:
        props: dict[str, Any] = {"required": False, "label": self.label}
        if not self.writable:
            props |= {"disabled": True, "readOnly": True}
        if widget in _TIMED:
            props["format"] = MOMENT
        if self.choices:
            props["options"] = _options(self.choices)
        if self.chosen_from is not None:
            props |= {"parentModel": self.chosen_from, "idField": "id", "labelFields": [self.chosen_by]}
            props["disableActionButton"] = True
        return props

    def _filter(self, widget: WidgetType) -> dict[str, Any]:
        props: dict[str, Any] = {"required": False}
        if widget in _TIMED:
            props |= {"format": MOMENT, "showTime": True}
        if self.choices:
            props |= {"options": _options(self.choices), "mode": "multiple"}
        if widget is WidgetType.RadioGroup:
            props["options"] = _YES_NO
        return props


def shown(of: Any, label: str, name: str | None = None, **more: Any) -> Column:
    """A column of a table, by its own name unless it is given one."""
    return Column(name=name or str(of.key), of=of, label=label, **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter: the column, how it is compared (`exact`, `in`, `gte` …), and with what."""

    column: Column
    condition: str
    value: Any = field(repr=False)


def called(model: Any, key: InstrumentedAttribute[Any], name: str = "name") -> ColumnElement[Any]:
    """What the row of that id is called. Not a join: it is looked up for the rows that are shown alone."""
    return select(getattr(model, name)).where(model.id == key).correlate_except(model).scalar_subquery()


def _options(choices: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"label": one, "value": one} for one in choices]
