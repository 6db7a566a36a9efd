"""Reads data sets back with the libraries of others and says what was read, as JSON.

python3 read_back.py FOLDER: holds one folder for each format (jsonl, csv, parquet, npy) of the same words, and `files-jsonl`
and `files-parquet` of the same traces. Ends with 3 where a library is missing, and names it.
"""

import json
import os
import sys

folder = sys.argv[1]
os.environ["HF_DATASETS_CACHE"] = os.path.join(folder, "cache")
os.environ["HF_HUB_OFFLINE"] = "1"
try:
    import datasets
    import duckdb
    import numpy
    import pandas
    import polars
except ImportError as error:
    print(error.name)
    sys.exit(3)

datasets.disable_progress_bars()


def place(*parts):
    return os.path.join(folder, *parts)


def words(rows):
    return [[list(map(int, row["tokens"])), list(map(int, row["states"]))] for row in rows]


def paper(rows):
    return [[list(map(int, row["input"].split())), list(map(int, row["target"].split()))] for row in rows]


read = {}
for form in ("jsonl", "parquet"):
    loaded = datasets.load_dataset(place(form), split="train")
    read[f"datasets {form}"] = words(loaded)
    read[f"datasets {form}, streaming"] = words(datasets.load_dataset(place(form), split="train", streaming=True))
    read[f"types of {form}"] = str(loaded.features)
    read[f"datasets {form}, arrays"] = loaded.with_format("numpy")[:]["tokens"].tolist()
    try:
        import torch  # noqa: F401

        read[f"datasets {form}, torch"] = loaded.with_format("torch")[:]["tokens"].tolist()
    except ImportError:
        pass
read["datasets csv"] = paper(datasets.load_dataset(place("csv"), split="train"))
read["pandas csv"] = paper(pandas.read_csv(place("csv", "train", "S5=6.csv")).to_dict("records"))
read["pandas jsonl"] = words(pandas.read_json(place("jsonl", "train.jsonl"), lines=True).to_dict("records"))
parquet = place("parquet", "data", "train-*.parquet")
read["pandas parquet"] = words(pandas.read_parquet(place("parquet", "data", "train-00000-of-00001.parquet")).to_dict("records"))
read["polars parquet"] = words(polars.scan_parquet(parquet).collect().to_dicts())
read["polars jsonl"] = words(polars.read_ndjson(place("jsonl", "train.jsonl")).to_dicts())
for form, source in (("parquet", f"read_parquet('{parquet}')"), ("jsonl", f"read_json('{place('jsonl', 'train.jsonl')}')")):
    rows = duckdb.sql(f"select tokens, states from {source}").fetchall()
    read[f"duckdb {form}"] = [[list(tokens), list(states)] for tokens, states in rows]
tokens, states = (numpy.load(place("npy", "train", f"{name}.npy"), mmap_mode="r") for name in ("tokens", "states"))
read["numpy npy"] = [[word, products] for word, products in zip(tokens.tolist(), states.tolist())]
files = [datasets.load_dataset(place(f"files-{form}")) for form in ("jsonl", "parquet")]
read["traces"] = {
    "types": files[0]["train"].features == files[1]["train"].features,
    "rows": all(files[0][split].to_list() == files[1][split].to_list() for split in files[0]),
    "examples": sum(len(rows) for rows in files[0].values()),
}
print(json.dumps(read))
