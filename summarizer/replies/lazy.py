"""A property that is worked out once, when first asked for, and without a lock: no two threads share its owner."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 - it stands where `property` would
    """Work a property out once and keep it in the instance."""

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __get__(self, instance: Any, owner: type) -> Value:
        """Keep the value under the property's own name, which hides this from then on."""
        value = self.make(instance)
        instance.__dict__[self.make.__name__] = value
        return value
