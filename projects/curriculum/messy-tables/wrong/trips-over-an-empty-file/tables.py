"""A city's bicycle stations and rides: read as they come, mended, joined and summarised."""

from io import StringIO
from pathlib import Path

import pandas as pd

UNKNOWN = "미상"


def read_table(path):
    """Rows of text, None where a cell is empty. UTF-8 or CP949; commas, semicolons or tabs."""
    text = _decoded(Path(path).read_bytes())
    head = text.splitlines()[0]
    separator = max(",;\t", key=head.count)
    frame = pd.read_csv(StringIO(text), sep=separator, dtype=str, keep_default_na=False, index_col=False)
    frame = frame.fillna("").rename(columns=str.strip).map(lambda cell: cell.strip() or None)
    return _rows(frame.dropna(how="all"))


def clean_stations(rows):
    """Districts by their full name, racks as a number; of two rows of a station the later."""
    frame = _frame(rows, ["id", "name", "district", "racks"])
    frame = frame[frame["id"].notna()].drop_duplicates("id", keep="last")
    district = frame["district"].str.replace(r"\s+", "", regex=True)
    frame["district"] = district.where(district.isna() | district.str.endswith("구"), district + "구")
    racks = frame["racks"].str.replace(",", "").str.extract(r"^(\d+)\s*대?$")[0]
    frame["racks"] = _whole(racks)
    return _rows(frame)


def clean_rides(rows):
    """Rides that can be used: one form of time, minutes as a number; of two rows of a ride the later."""
    frame = _frame(rows, ["id", "station", "start", "minutes"])
    times = frame["start"].str.replace(r"[./]", "-", regex=True)
    times = pd.to_datetime(times, format="%Y-%m-%d %H:%M", errors="coerce")
    parts = frame["minutes"].str.extract(r"^(?:(\d+)\s*시간)?\s*(?:(\d+)\s*분?)?$").astype(float)
    minutes = parts[0].fillna(0) * 60 + parts[1].fillna(0)
    frame["start"], frame["minutes"] = times.dt.strftime("%Y-%m-%d %H:%M"), _whole(minutes)
    usable = times.notna() & (minutes > 0) & frame["station"].notna() & frame["id"].notna()
    return _rows(frame[usable].drop_duplicates("id", keep="last"))


def busiest(stations, rides, n):
    """Name, rides and mean minutes of the `n` stations with most rides, equal ones by name."""
    stations, rides = _frame(stations, ["id", "name"]), _frame(rides, ["station", "minutes"])
    found = rides.assign(minutes=rides["minutes"].astype(float)).groupby("station")["minutes"]
    joined = stations.join(found.agg(["count", "mean"]), on="id")
    joined["count"] = joined["count"].fillna(0).astype(int)
    joined = joined.sort_values(["count", "name"], ascending=[False, True]).head(n)
    return [
        (name, int(count), None if pd.isna(mean) else round(float(mean), 1))
        for name, count, mean in zip(joined["name"], joined["count"], joined["mean"])
    ]


def by_hour(rides):
    """How many rides begin in each hour of the day."""
    hours = _frame(rides, ["start"])["start"].str[11:13].astype(float)
    return [int(count) for count in hours.value_counts().reindex(range(24), fill_value=0)]


def by_month(stations, rides):
    """For every district and every month with a ride, how many rides began there then."""
    stations = _frame(stations, ["id", "district"]).fillna({"district": UNKNOWN})
    joined = _frame(rides, ["station", "start"]).merge(stations, left_on="station", right_on="id")
    joined["month"] = joined["start"].str[:7]
    table = joined.groupby(["district", "month"]).size().unstack(fill_value=0)
    table = table.reindex(sorted(set(stations["district"])), fill_value=0)
    return {name: {month: int(count) for month, count in row.items()} for name, row in table.iterrows()}


def _decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp949")


def _frame(rows, columns):
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _whole(numbers):
    """Numbers as Python's own, None where there is none."""
    return pd.Series([None if pd.isna(n) else int(n) for n in numbers], numbers.index, dtype=object)


def _rows(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")
