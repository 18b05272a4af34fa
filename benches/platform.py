#!/usr/bin/env python3
"""Writes a made-up platform document with the size and the peculiarities of the one that Genesys publishes, and none of its text.

    python3 benches/platform.py --operations 3355 --models 5000 --output platform.json [--openapi3] [--unpaged]

The format is Swagger 2.0, as Genesys publishes it. `--openapi3` writes the same platform as OpenAPI 3.0.3, which the build
accepts. `--unpaged` writes it with another name for `pageCount`, so that the client does not read lists page by page. The default
size and the shares of each shape are as of July 2026, from the official SDKs and from the operations that the official
command-line tool embeds. The file depends on the two numbers only. A resource or a model depends on its index only, so
a larger platform contains the smaller one, apart from the models that an operation uses.
"""

import argparse
import json
import sys
import zlib

DOMAINS = """alerting analytics architect assistants audits authorization billing bots callbacks campaigns carriers
coaching content conversations dialer directory documents email employee events export external faxes flows gamification
geolocations greetings groups identity insights integrations journeys knowledge languages learning licenses locations
messaging mobile notifications numbers orgs outbound payments policies presence processes prompts quality queues
recording reporting retention responses routing schedules scripts search segments signals skills speech stations
suggestions tasks teams telephony templates textbots timezones tokens topics transcripts triggers uploads usage users
utilities video voicemail webchat webhooks widgets workbins workforce workitems worktypes""".split()

NOUNS = """activity address agent alert answer assignment attribute badge bundle calendar campaign category channel
clause cohort column comment contact contract counter dataset deployment division edge entry evaluation export field
filter folder form forecast gauge goal grant hold intent interval invitation item jurisdiction keyword label layout
limit line link list lock mapping member message metric milestone note objective offer option outcome package page
participant payload phone plan policy preview profile prompt provider query rank reason record region release reply
rota rule sample scope score section segment session shift site slot stage step summary survey target template term
thread ticket topic trunk unit utterance variable version view voucher window worker""".split()

QUALITIES = """active allowed archived available base bulk cached closed computed custom default deferred detailed direct
domain draft effective embedded extended external final full global hidden historical imported initial inner internal
joined latest linked local locked managed merged minimal nested open outer partial pending planned primary private
public queued recent remote required resolved restricted reviewed scheduled secondary shared signed simple staged static
suggested temporary tracked trusted unified validated versioned virtual visible weekly""".split()

KINDS = ["", "Request", "Response", "EntityListing", "Ref", "Update", "Configuration", "Event", "Reference", "Status"]

# Values of enumerations on the platform that are not identifiers.
ODD_VALUES = ["users.rules", "SAML2-BEARER", "*", "", "2G", "Unknown", "UNKNOWN", "a+b", ">=", "en-US", "self", "none"]

ERRORS = {
    "400": {"bad.request": "The server cannot parse the request.",
            "invalid.date": "A date has another format than yyyy-MM-ddTHH:mm:ss.SSSZ.",
            "invalid.value": "[%s] is not valid for the type [%s]. Valid are: %s"},
    "401": {"authentication.required": "The request has no token.", "bad.credentials": "The token is not valid."},
    "403": {"missing.permissions": "The call needs these permissions, which you lack: %s",
            "not.authorized": "You may not do this.",
            "missing.any.permissions": "The call needs at least one of these permissions: %s"},
    "404": {"not.found": "There is no such resource."},
    "408": {"client.timeout": "The client was too slow in sending its request."},
    "409": {"general.conflict": "The request conflicts with the state of the resource."},
    "413": {"request.entity.too.large": "The body has more than the %s bytes that are allowed."},
    "415": {"unsupported.media.type": "The Content-Type of the request is not one of those that are understood."},
    "429": {"too.many.requests": "More than %s requests came within %s seconds.",
            "too.many.requests.retry.after": "More than %s requests came within %s seconds. Retry in %s seconds."},
    "500": {"internal.server.error": "The server encountered an unexpected condition."},
    "503": {"service.unavailable": "The service is overloaded, or being maintained."},
    "504": {"authentication.request.timeout": "Checking the token took too long.",
            "request.timeout": "The response took too long."},
}


def number(*key):
    """Returns a number that depends on the key only."""
    return zlib.crc32("/".join(map(str, key)).encode())


def pick(choices, *key):
    return choices[number(*key) % len(choices)]


def upper(word):
    return word[:1].upper() + word[1:]


def text(schema_format=None, **more):
    return {"type": "string", **({"format": schema_format} if schema_format else {}), **more}


def integer(schema_format="int32", **more):
    return {"type": "integer", "format": schema_format, **more}


def array(items, **more):
    return {"type": "array", "items": items, **more}


def mapping(values, **more):
    return {"type": "object", "additionalProperties": values, **more}


def ref(name):
    return {"$ref": f"#/definitions/{name}"}


def model(properties, **more):
    return {"type": "object", **more, "properties": properties}


# Models ---------------------------------------------------------------------------------------------------------------

def awkward():
    """Names and shapes that are difficult for generators; all of them occur on the real platform."""
    state = text(enum=["active", "inactive", "deleted"])
    return {
        "ErrorBody": model({
            "message": text(), "code": text(), "status": integer(), "entityId": text(), "entityName": text(),
            "messageWithParams": text(), "messageParams": mapping(text()), "contextId": text(),
            "details": array(ref("Detail")), "errors": array(ref("ErrorBody"))}),
        "Detail": model({"errorCode": text(), "fieldName": text(), "entityId": text(), "entityName": text()}),
        "Dependency": model({"id": text(), "type": text(enum=["FLOW", "PROMPT", "2WAY", "*"])}),
        "DependencyType": model({"id": text(), "name": text(), "versioned": {"type": "boolean"}}),
        "User": model({"id": text(), "state": state, "manager": {"description": "Whom they report to.", **ref("User")}}),
        "UserState": model({"state": state, "since": text("date-time")}),
        "Agent": model({"action": text(enum=["START", "STOP", ""])}),
        "AgentAction": model({"name": text()}),
        "JsonSchemaDocument": model({
            "$ref": text(description="The address of another schema."), "$schema": text(), "type": text(),
            "properties": mapping({"type": "object"}), "required": array(text()), "default": {"type": "object"}}),
        "Keywords": model({word: text() for word in ["type", "self", "in", "match", "fn", "async", "crate", "Self"]}),
        "Spellings": model({word: text() for word in ["selfUri", "SelfUri", "self_uri", "SELFURI", "1st", "x-note"]}),
        "OddValues": model({"value": text(enum=ODD_VALUES), "values": array(text(enum=ODD_VALUES[:6]))}),
        "SIPLine": model({"id": text()}),
        "SipLine": model({"id": text(), "line": ref("SIPLine")}),
        "Response": model({"status": integer(), "error": ref("Error")}),
        "Error": model({"value": ref("Value")}),
        "Value": model({"option": ref("Option"), "client": ref("Client")}),
        "Option": model({}),
        "Client": {"type": "object"},
        "Tree": model({"left": ref("Tree"), "right": ref("Tree"), "all": array(ref("Tree")), "named": mapping(ref("Tree"))}),
        "Left": model({"right": ref("Right")}),
        "Right": model({"middle": ref("Middle")}),
        "Middle": model({"left": {"readOnly": True, **ref("Left")}}),
        "Shapes": model({
            "lists": mapping(array(text())), "listOfLists": array(array({"type": "number", "format": "double"})),
            "anything": {"type": "object"}, "anythings": array({"type": "object"}), "days": array(text("date")),
            "user": {"description": "Beside a reference.", "readOnly": True, **ref("User")}}),
        "Formats": model({name.replace("-", "_"): text(name) for name in [
            "interval", "date-time", "local-date-time", "date", "local-time", "year-month", "uri", "url"]}),
    }


def model_name(index):
    quality = QUALITIES[index % len(QUALITIES)]
    noun = NOUNS[index // len(QUALITIES) % len(NOUNS)]
    return upper(quality) + upper(noun) + pick(KINDS, "kind", index)


def field(index, place, names):
    """One property of a model, and its name."""
    noun = pick(NOUNS, "field", index, place)
    told = {"description": f"The {noun} of this {pick(NOUNS, 'told', index, place)}, as it was last seen by the "
                           f"{pick(DOMAINS, 'by', index, place)} service."}
    own = {"readOnly": True, **told} if number("ro", index, place) % 4 == 0 else told
    # Only models before this one: cycles are made on purpose.
    other = names[number("ref", index, place) % max(index, 1)]
    choice = number("type", index, place) % 100
    if choice < 30:
        return noun, text(**own)
    if choice < 38:
        return f"{noun}Count", integer("int32", minimum=0, maximum=10_000, **own)
    if choice < 41:
        return f"{noun}Total", integer("int64", **own)
    if choice < 46:
        return f"{noun}Ratio", {"type": "number", "format": pick(["float", "double"], "f", index, place), **own}
    if choice < 54:
        return f"{noun}Enabled", {"type": "boolean", **own}
    if choice < 62:
        return f"date{upper(noun)}", text("date-time", **own)
    if choice < 66:
        formats = ["interval", "local-date-time", "date", "local-time", "year-month", "uri", "url"]
        return f"{noun}Span", text(pick(formats, "format", index, place), **own)
    if choice < 72:
        values = [pick(NOUNS, "value", index, place, one).upper() for one in range(2 + number("n", index, place) % 6)]
        values = list(dict.fromkeys(values))
        if number("odd", index, place) % 4 == 0:
            values.append(pick(ODD_VALUES, "odd value", index, place))
        if number("unknown", index, place) % 14 == 0 and "Unknown" not in values:
            values.append("Unknown")
        return f"{noun}State", text(enum=values, **own)
    if choice < 87:
        return f"{noun}Ref", {**own, **ref(other)} if choice < 84 else ref(other)
    if choice < 93:
        return f"{noun}s", array(ref(other), **own)
    if choice < 96:
        return f"{noun}Ids", array(text(), uniqueItems=True, **own)
    if choice < 98:
        return f"{noun}Attributes", mapping(text(), **own)
    return f"{noun}Details", {"type": "object", **own}


def definition(index, names, extra):
    properties = {"id": text(description="The globally unique id.", readOnly=True)} if index % 3 else {}
    for place in range(2 + number("fields", index) % 10):
        name, schema = field(index, place, names)
        properties.setdefault(name, schema)
    for other in extra:
        properties.setdefault(other[:1].lower() + other[1:], {"description": f"The {other}.", **ref(other)})
    if index % 83 == 7:
        properties["parent"] = {"readOnly": True, **ref(names[index])}
        properties["children"] = array(ref(names[index]))
    if index % 311 == 5 and index > 2:
        # Together with the next property, a cycle through several models.
        properties["origin"] = ref(names[index - 2])
    if index % 311 == 3 and index + 2 < len(names):
        properties["copy"] = ref(names[index + 2])
    if index % 5 == 2:
        properties["selfUri"] = text("uri", description="The URI of this object.", readOnly=True)
    required = [name for place, name in enumerate(properties) if number("required", index, place) % 9 == 0]
    return {"type": "object", **({"required": required} if required else {}), "properties": properties}


# Operations -----------------------------------------------------------------------------------------------------------

def parameter(name, place, schema, description, required=False):
    return {"name": name, "in": place, "description": description, "required": required, **schema}


def query(index, listing):
    # The platform has about 2,400 enumerations, most of them in models. Few parameters list their values.
    listed = number("listed", index) % 4 == 0
    if not listing:
        values = text(enum=["groups", "2nd", "", "users.rules"]) if listed else text()
        return [parameter("expand", "query", array(values, collectionFormat="multi"), "Fields to add to each response.")]
    order = text(enum=["ascending", "descending"], default="ascending") if listed else text(default="ascending")
    more = [
        parameter("pageSize", "query", integer(default=25, minimum=1, maximum=500), "How many to a page."),
        parameter("pageNumber", "query", integer(default=1), "Which page."),
        parameter("sortOrder", "query", order, "Which way round."),
    ]
    extra = [
        parameter("id", "query", array(text(), collectionFormat="multi"), "Only those with these ids."),
        parameter("since", "query", text("date-time"), "Only those changed since."),
        parameter("interval", "query", text("interval"), "Only those in this interval."),
        parameter("day", "query", text("date"), "Limits the list to this day."),
        parameter("type", "query", text(enum=["A", "b", "Unknown", "*"]), "Limits the list to this type."),
        parameter("minScore", "query", {"type": "number", "format": "float"}, "Only those that score as much."),
        parameter("deleted", "query", {"type": "boolean"}, "Includes deleted items."),
    ]
    return more + extra[: number("query", index) % (len(extra) + 1)]


def errors():
    return {
        status: {"description": next(iter(codes.values())), "schema": ref("ErrorBody"), "x-inin-error-codes": dict(codes)}
        for status, codes in ERRORS.items()
    }


def permissions(index, tag):
    # Five of six operations that need permissions need a single one.
    count = pick([1, 1, 1, 1, 1, 2], "permissions", index) + (index % 40 == 7)
    names = [f"{tag}:{pick(NOUNS, 'permission', index, one)}:{pick(['view', 'add', 'edit'], index)}" for one in range(count)]
    return {"type": "ALL" if number("how", index) % 30 == 0 else "ANY", "permissions": names}


def headers(index):
    """Returns the header parameters of an operation. Few have any."""
    many = [("If-Match", 326, 12, "The version that the caller has seen."),
            ("If-None-Match", 544, 26, "The version that the caller has."),
            ("Accept-Language", 816, 39, "The language of the texts."),
            ("Idempotency-Key", 3000, 415, "The key of a request that may be sent twice."),
            ("X-Journey-Session-Id", 1632, 500, "The session of the visitor.")]
    return [parameter(name, "header", text(), told) for name, every, first, told in many if index % every == first]


def resources():
    """Yields tag, path, and noun of the names, without end."""
    turn = 0
    while True:
        for index in range(len(DOMAINS) * 4):
            domain = DOMAINS[index // 4]
            noun = NOUNS[(number("resource", domain) + index % 4 + 4 * turn) % len(NOUNS)]
            tag = upper(domain) + (" Management" if index // 4 % 7 == 3 else "")
            yield tag, f"{domain}/{noun}s" + (f"{turn}" if turn >= len(NOUNS) // 4 else ""), noun
        turn += 1


def calls():
    """Yields tag, method, path, operationId, the kind of response, and the path parameters, without end."""
    for index, (tag, place, noun) in enumerate(resources()):
        base, words, key = f"/api/v2/{place}", "".join(map(upper, place.split("/"))), f"{noun}Id"
        one = words[:-1] if words.endswith("s") else words + "One"
        yield tag, "get", base, f"get{words}", "listing", []
        yield tag, "post", base, f"post{words}", "body", []
        yield tag, "get", f"{base}/{{{key}}}", f"get{one}", "one", [key]
        yield tag, "put", f"{base}/{{{key}}}", f"put{one}", "body", [key]
        yield tag, "delete", f"{base}/{{{key}}}", f"delete{one}", "nothing", [key]
        yield tag, "get", f"{base}/me", f"get{words}Me", "one", []
        yield tag, "get", f"{base}/{{{key}}}/roster", f"get{one}Roster", "listing", [key]
        yield tag, "patch", f"{base}/{{{key}}}/roster/{{rosterId}}", f"patch{one}Roster", "body", [key, "rosterId"]
        yield tag, "post", f"{base}/search", f"post{words}Search", "body", []
        if index in (5, 17, 29):
            # The same path as the one of PATCH, with another name for its first parameter.
            yield tag, "get", f"{base}/{{memberId}}/roster/{{rosterId}}", f"get{one}RosterEntry", "one", ["memberId", "rosterId"]
        if index in (5, 17):
            yield tag, "head", f"{base}/me", f"head{words}Me", "nothing", []


def body(index, name):
    """Returns the schema of a body, which nearly always is a model."""
    if index % 47 == 11:
        return array(ref(name))
    if index % 67 == 3:
        return array(text())
    if index % 199 == 45:
        return mapping({"type": "object"})
    if index % 431 == 17:
        return text()
    return ref(name)


def response(index, kind, name):
    """Returns status and schema of the success."""
    if kind == "nothing" or index % 120 == 10:
        return pick(["200", "204", "202"], "status", index), None
    if index % 62 == 20:
        return "200", array(ref(name))
    if index % 359 == 5:
        return "200", mapping({"type": "object"})
    if index % 233 == 33 or text_type(index):
        return "200", text()
    if index % 263 == 70:
        return "200", text(enum=["ACTIVE", "INACTIVE", "users.rules"])
    if index % 3001 == 500:
        return "200", integer()
    return pick(["200", "200", "200", "201", "202"], "status", index), ref(name)


def text_type(index):
    """Returns the media type of the few results that are text and not JSON."""
    if index % 1400 == 24:
        return "text/plain"
    return "text/calendar" if index % 3000 == 340 else None


def operation(index, call, names):
    tag, method, path, operation_id, kind, keys = call
    mine = names or ["Shapes"]
    noun = path.split("/")[-1].strip("{}")
    parameters = [parameter(key, "path", text(), f"The id of the {key[:-2]}.", True) for key in keys]
    if method == "get":
        parameters += query(index, kind == "listing")
    if index % 181 == 60:
        # A parameter lists its values as strings, whatever its type is.
        deleted = {"type": "boolean", "enum": ["true", "false"]}
        parameters.append(parameter("includeDeleted", "query", deleted, "Includes deleted items. Valid values: true, false"))
    parameters += headers(index)
    used = []
    if kind == "body":
        schema = body(index, mine[-1])
        used += [mine[-1]] if "#/definitions/" in json.dumps(schema) else []
        parameters.append(parameter("body", "body", {"schema": schema}, "What it is to become.", index % 8 != 0))
    status, schema = response(index, kind, mine[0])
    silent = index % 106 == 50 or method == "head"
    used += [mine[0]] if not silent and "#/definitions/" in json.dumps(schema) else []
    success = {"description": "It worked.", **({"schema": schema} if schema else {})}
    produces = ["application/json"]
    if schema == text() and text_type(index):
        produces = [text_type(index)]
    elif index % 97 == 40:
        produces = ["application/scim+json"]
    responses = {"default": {"description": "It worked."}} if silent else {status: success, **errors()}
    made = {
        "tags": [tag], "summary": f"{upper(method)} {noun} of {tag.lower()}.",
        "description": f"Made up, number {index}: a call of `{path}` costs one request, and its response is not cached."
                       if index % 3 == 0 else "",
        "operationId": operation_id, "produces": produces, "parameters": parameters, "responses": responses,
        "security": [] if index % 400 == 77 else [{"PureCloud OAuth": [tag.lower().replace(" ", "-")]}],
        "x-purecloud-method-name": operation_id,
    }
    if index % 9 != 5:
        made["x-inin-requires-permissions"] = permissions(index, tag.lower().split()[0])
    if index % 33 == 8:
        made["x-genesys-preview"] = True
    if index % 60 == 30:
        made["deprecated"] = True
    return made, used


def page(index, names, unpaged):
    """Returns the properties of a page of a list. The client reads the list page by page because of `pageCount`."""
    entity = names[number("entity", index) % max(index, 1)]
    return {
        "entities": array(ref(entity)), "pageSize": integer(), "pageNumber": integer(), "total": integer("int64"),
        "nextUri": text("uri"), "pagesInAll" if unpaged else "pageCount": integer(),
    }


def platform(operations, models, unpaged):
    special = awkward()
    names = [model_name(index) for index in range(max(models - len(special), 0))]
    # Every operation uses ErrorBody and Detail; the others have to be referenced.
    share = [name for name in special if name not in ("ErrorBody", "Detail")] + names
    paths, tags, extra, pages, source = {}, {}, {}, set(), calls()
    for index in range(operations):
        call = next(source)
        mine = share[index * len(share) // operations: (index + 1) * len(share) // operations]
        made, used = operation(index, call, mine)
        paths.setdefault(call[2], {})[call[1]] = made
        tags.setdefault(call[0])
        # The platform has 454 operations with pages, 13.5 %.
        if call[4] == "listing" and number("paged", index) % 100 < 61:
            pages.update(used)
        rest = [name for name in mine if name not in used]
        if rest:
            # Models that no operation uses are referenced by the first model that an operation uses.
            extra.setdefault(used[0] if used else "Shapes", []).extend(rest)
    definitions = dict(special)
    for index, name in enumerate(names):
        definitions[name] = definition(index, names, extra.pop(name, []))
        if name in pages:
            definitions[name]["properties"].update(page(index, names, unpaged))
    for name, rest in extra.items():
        properties = definitions[name].setdefault("properties", {})
        properties.update({other[:1].lower() + other[1:]: ref(other) for other in rest})
    return {
        "swagger": "2.0",
        "info": {"title": "A made-up platform", "version": "v2", "description": "For measuring."},
        "host": "api.example.com", "schemes": ["https"],
        "consumes": ["application/json"], "produces": ["application/json"],
        "securityDefinitions": {"PureCloud OAuth": {
            "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://login.example.com/oauth/authorize",
            "scopes": {tag.lower().replace(" ", "-"): f"All of {tag}." for tag in tags}}},
        "tags": [{"name": tag, "description": f"What there is of {tag.lower()}."} for tag in tags],
        "paths": paths, "definitions": definitions,
        "externalDocs": {"description": "There is none.", "url": "https://example.com"},
    }


# Conversion to OpenAPI 3.0.3, for the parts of Swagger 2.0 that this script uses --------------------------------------

ABOUT_PARAMETERS = ("name", "in", "description", "required", "collectionFormat")


def schema3(schema):
    if "$ref" in schema:
        target = {"$ref": schema["$ref"].replace("#/definitions/", "#/components/schemas/")}
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {**rest, "allOf": [target]} if rest else target
    made = dict(schema)
    if made.get("type") == "boolean" and "enum" in made:
        made["enum"] = [value == "true" for value in made["enum"]]
    if "items" in made:
        made["items"] = schema3(made["items"])
    if "additionalProperties" in made:
        made["additionalProperties"] = schema3(made["additionalProperties"])
    if "properties" in made:
        made["properties"] = {name: schema3(value) for name, value in made["properties"].items()}
    return made


def content(media_types, schema):
    return {name: {"schema": schema3(schema)} for name in media_types}


def operation3(made):
    parameters, request = [], {}
    for one in made["parameters"]:
        about = {key: one[key] for key in ABOUT_PARAMETERS[:4]}
        if one["in"] == "body":
            request = {"requestBody": {"description": one["description"], "required": one["required"],
                                       "content": content(["application/json"], one["schema"])}}
            continue
        if one.get("collectionFormat") == "multi":
            about.update(style="form", explode=True)
        about["schema"] = schema3({key: value for key, value in one.items() if key not in ABOUT_PARAMETERS})
        parameters.append(about)
    responses = {}
    for status, response in made["responses"].items():
        response = dict(response)
        if "schema" in response:
            response["content"] = content(made["produces"], response.pop("schema"))
        responses[status] = response
    rest = {key: value for key, value in made.items() if key != "produces"}
    return {**rest, "parameters": parameters, **request, "responses": responses}


def openapi3(document):
    oauth = document["securityDefinitions"]["PureCloud OAuth"]
    flow = {key: oauth[key] for key in ("authorizationUrl", "scopes")}
    return {
        "openapi": "3.0.3", "info": document["info"], "servers": [{"url": f"https://{document['host']}"}],
        "tags": document["tags"],
        "paths": {path: {method: operation3(made) for method, made in item.items()}
                  for path, item in document["paths"].items()},
        "components": {
            "schemas": {name: schema3(schema) for name, schema in document["definitions"].items()},
            "securitySchemes": {"PureCloud OAuth": {"type": "oauth2", "flows": {"implicit": flow}}}},
        "externalDocs": document["externalDocs"],
    }


def main():
    arguments = argparse.ArgumentParser(description="Writes a made-up platform document.")
    arguments.add_argument("--operations", type=int, default=3355)
    arguments.add_argument("--models", type=int, default=5000, help="at least 60")
    arguments.add_argument("--output", required=True, help="a file, or - for standard output")
    arguments.add_argument("--openapi3", action="store_true", help="OpenAPI 3.0.3, as the build takes it")
    arguments.add_argument("--unpaged", action="store_true", help="without the lists that the client reads page by page")
    options = arguments.parse_args()
    if options.operations < 1 or not 60 <= options.models <= len(QUALITIES) * len(NOUNS):
        arguments.error(f"give 1 or more operations, and 60 to {len(QUALITIES) * len(NOUNS)} models")
    document = platform(options.operations, options.models, options.unpaged)
    written = json.dumps(openapi3(document) if options.openapi3 else document, separators=(",", ":")) + "\n"
    if options.output == "-":
        sys.stdout.write(written)
    else:
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(written)


if __name__ == "__main__":
    main()
