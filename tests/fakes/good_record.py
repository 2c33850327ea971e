"""A record in which the checks find nothing, to be altered one field at a time."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

Raw: TypeAlias = dict[str, Any]
Alter: TypeAlias = Callable[[Raw], object]

GOOD: Raw = {
    "id": "sore-knee",
    "name": "Sore knee",
    "aliases": ["Painful knee"],
    "abbreviations": ["PFPS"],
    "loose_names": ["Knee - sore"],
    "shared_names": [],
    "names_es": [],
    "lookalikes": [],
    "category": "Bones, joints and muscles",
    "common": 5,
    "codes": {
        "icd10cm": ["M25.56"],
        "mesh": [{"id": "D046788", "heading": "Patellofemoral Pain Syndrome"}],
        "doid": ["DOID:0060224"],
    },
    "summary": "A sore knee hurts when you walk or climb stairs. Rest and cold packs help most people.",
    "care": {
        "emergency": ["a knee that looks bent the wrong way"],
        "urgent": ["a knee that is hot, red and swollen"],
        "soon": ["a knee that gives way when you stand on it"],
        "routine": ["knee pain that lasts more than 2 weeks"],
        "note": None,
        "refs": [1],
    },
    "sections": {
        "definition": {
            "body": ["The knee joins the thigh and the shin. It can hurt in front, in back or on the sides."],
            "refs": [1],
        },
        "symptoms": {
            "body": [
                "You may notice pain on the stairs.",
                {"lead": "Other signs are:", "items": ["a stiff knee", "a grinding feel (crepitus)"]},
            ],
            "refs": [1],
        },
        "treatment": {
            "body": ["Rest helps at first. Your doctor may send you to exercise lessons."],
            "refs": [2],
        },
    },
    "symptoms": ["knee-pain"],
    "questions": [
        "Which moves should I avoid?",
        "Would a brace help me?",
        "When can I run again?",
        "Do I need a scan?",
    ],
    "references": [
        {
            "publisher": "Example Institute",
            "title": "Knees",
            "url": "https://example.org/knees",
            "date": "2024-02",
            "accessed": "2024-06-01",
            "via": None,
        },
        {
            "publisher": "Example Press",
            "title": "A book on joints",
            "url": None,
            "date": "2020",
            "accessed": None,
            "via": "book",
        },
    ],
    "written": "2026-01-02",
    "changed": "2026-02-03",
    "reviewed": None,
    "accepted": [],
}
SYMPTOMS: Raw = {
    "version": 1,
    "symptoms": [
        {"id": "knee-pain", "name": "Knee pain", "medical": "gonalgia", "aliases": [], "emergency": None},
        {"id": "hip-pain", "name": "Hip pain", "medical": None, "aliases": [], "emergency": None},
    ],
}
GLOSSARY: Raw = {
    "version": 1,
    "terms": [
        {"term": "ligament", "meaning": "a band that holds bones together", "aliases": ["ligaments"]},
        {"term": "MRI scan", "meaning": "a picture made with magnets", "aliases": []},
    ],
}


def good(**fields: object) -> Raw:
    """The good record with other fields."""
    return deepcopy(GOOD) | fields


def catalog_of(*records: Raw) -> Raw:
    """A catalog of these records."""
    return {"version": 2, "language": "en", "conditions": list(records)}


def write(folder: Path, catalog: Raw, **side_files: object) -> Path:
    """The catalog in its canonical form, with small side files beside it."""
    for name, content in {"symptoms": SYMPTOMS, "glossary": GLOSSARY, **side_files}.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    path = folder / "conditions.json"
    path.write_text(json.dumps(catalog, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
