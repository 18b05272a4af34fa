#!/usr/bin/env python3
"""Writes a document of the real platform, as far as the official Python SDK tells: its operations, parameters, models and texts.

    python3 benches/official.py FOLDER --output platform.json [--enums 602]

FOLDER is the folder `PureCloudPlatformClientV2` of an unpacked SDK. The SDK has no values for parameters, so `--enums` gives that many
parameters two values each; Genesys' own document has 602 of them. Nothing of the SDK is part of this project.
"""

import argparse
import ast
import json
import re
from pathlib import Path

SCALARS = {
    "str": {"type": "string"},
    "int": {"type": "integer", "format": "int32"},
    "float": {"type": "number", "format": "double"},
    "bool": {"type": "boolean"},
    "datetime": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "object": {"type": "object"},
    "LocalDateTime": {"type": "string"},
    "YearMonth": {"type": "string"},
}
METHOD = re.compile(r"^    def (\w+)\(self.*?(?=^    def |\Z)", re.MULTILINE | re.DOTALL)
PARAMETER = re.compile(r"^        :param ([\w\[\], ()]+?) (\w+): ?(.*)$", re.MULTILINE)
WIRE = re.compile(r"(path|query|header)_params\['([^']+)'\] = params\['(\w+)'\]")
SETTER = re.compile(r"@(\w+)\.setter\n(.*?)(?=^    @|^    def to_dict|\Z)", re.MULTILINE | re.DOTALL)


def schema(kind):
    """Returns the schema of a type as the SDK writes it, such as `dict(str, list[User])`."""
    if kind.startswith("list["):
        return {"type": "array", "items": schema(kind[5:-1])}
    if kind.startswith("dict("):
        return {"type": "object", "additionalProperties": schema(kind[5:-1].split(",", 1)[1].strip())}
    return dict(SCALARS.get(kind) or {"$ref": f"#/components/schemas/{kind}"})


def table(name, text):
    """Returns the dictionary that the source assigns to `self.<name>`."""
    start = text.index("{", text.index(f"self.{name} ="))
    return ast.literal_eval(text[start:text.index("}", start) + 1])


def model(text):
    types, names = table("swagger_types", text), table("attribute_map", text)
    properties = {wire: schema(types[name]) for name, wire in names.items()}
    for name, setter in SETTER.findall(text):
        chosen = properties[names[name]]
        documentation = setter.split('"""')[1].split(":param")[0].strip().split("\n", 1)
        if len(documentation) == 2 and "$ref" not in chosen:
            chosen["description"] = documentation[1].strip()
        values = re.search(r"allowed_values = (\[.*\])", setter)
        if values:
            (chosen["items"] if chosen.get("type") == "array" else chosen)["enum"] = ast.literal_eval(values[1])
    return {"type": "object", "properties": properties}


def operation(name, text, tag):
    """Returns the path, the method and the operation of a method of the SDK."""
    documentation = text.split('"""')[1]
    path = re.search(r"resource_path = '([^']+)'", text)[1]
    method = re.search(r"call_api\(resource_path, '(\w+)'", text)[1].lower()
    described = {name: (kind, description) for kind, name, description in PARAMETER.findall(documentation)}
    places = {name: (place, wire) for place, wire, name in WIRE.findall(text)}
    parameters = []
    for name_here, (place, wire) in places.items():
        kind, description = described[name_here]
        is_required = place == "path" or description.endswith("(required)")
        parameters.append({"name": wire, "in": place, "required": is_required, "schema": schema(kind),
                           "description": description.removesuffix("(required)").strip()})
    made = {
        "operationId": re.sub(r"_(\w)", lambda found: found[1].upper(), name),
        "tags": [tag],
        "summary": documentation.split("This method makes")[0].strip(),
        "parameters": parameters,
        "security": [{"PureCloud OAuth": []}],
    }
    body = re.search(r"body_params = params\['(\w+)'\]", text)
    if body:
        kind, description = described[body[1]]
        made["requestBody"] = {"required": description.endswith("(required)"),
                               "content": {"application/json": {"schema": schema(kind)}}}
    response = re.search(r"response_type=(?:'([^']+)'|None)", text)[1]
    content = {"content": {"application/json": {"schema": schema(response)}}} if response else {}
    made["responses"] = {"200": {"description": "The operation was successful.", **content}}
    return path, method, made


def add_enums(operations, count):
    """Gives two values to the first `count` parameters that take a text, or texts, and are not ids."""
    for made in operations:
        for parameter in made["parameters"]:
            chosen = parameter["schema"].get("items", parameter["schema"])
            if count and parameter["in"] == "query" and chosen == SCALARS["str"] and not parameter["name"].lower().endswith("id"):
                chosen["enum"] = ["ascending", "descending"]
                count -= 1


def reached(paths, schemas):
    """Returns the schemas that the operations need. The SDK also has models of events."""
    found, pending = {}, [paths]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            reference = part.get("$ref")
            # A property may have this name, too.
            name = reference.rsplit("/", 1)[1] if isinstance(reference, str) else None
            if name and name not in found:
                found[name] = schemas[name]
                pending.append(schemas[name])
        pending += part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return dict(sorted(found.items()))


def main():
    arguments = argparse.ArgumentParser(description="Writes a document of the platform from the official Python SDK.")
    arguments.add_argument("sdk", type=Path)
    arguments.add_argument("--output", type=Path, required=True)
    arguments.add_argument("--enums", type=int, default=0)
    options = arguments.parse_args()

    schemas = {}
    for file in sorted((options.sdk / "models").glob("[!_]*.py")):
        text = file.read_text()
        schemas[re.search(r"^class (\w+)\(", text, re.MULTILINE)[1]] = model(text)
    paths = {}
    for file in sorted((options.sdk / "apis").glob("*_api.py")):
        text = file.read_text()
        tag = re.search(r"^class (\w+)Api\(", text, re.MULTILINE)[1]
        for found in METHOD.finditer(text):
            if "resource_path = " in found[0]:
                path, method, made = operation(found[1], found[0], tag)
                paths.setdefault(path, {})[method] = made
    operations = [made for methods in paths.values() for made in methods.values()]
    add_enums(operations, options.enums)
    schemas = reached(paths, schemas)
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Platform", "version": "v2"},
        "servers": [{"url": "https://api.mypurecloud.com"}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"PureCloud OAuth": {
            "type": "oauth2", "flows": {"clientCredentials": {
                "tokenUrl": "https://login.mypurecloud.com/oauth/token", "scopes": {}}}}}},
    }
    options.output.write_text(json.dumps(document, indent=1))
    print(f"{len(operations)} operations, {len(schemas)} models")


if __name__ == "__main__":
    main()
