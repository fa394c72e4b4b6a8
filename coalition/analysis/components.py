"""The parts of the planned force."""

from __future__ import annotations

import pandas as pd

from coalition import data


def in_order(components: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``components``, furthest status first, then by domain and id; orders as in the descriptor."""
    places = {
        f"{column}_place": components[column].map(list(data.labels_of("components", column)).index)
        for column in ("status", "domain")
    }
    return components.assign(**places).sort_values([*places, "component_id"], ignore_index=True)


def by_status(components: pd.DataFrame) -> dict[str, list[str]]:
    """Names of the parts by status code; every code of the descriptor is there, furthest first."""
    return {
        code: list(components.loc[components["status"] == code, "component"])
        for code in data.labels_of("components", "status")
    }
