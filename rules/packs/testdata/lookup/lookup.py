"""Looks up dotted names: imports the longest module in each, and asks it for the rest."""
import builtins
import importlib
import json
import sys
import warnings

warnings.simplefilter("ignore")


def module_of(parts):
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        try:
            return importlib.import_module(name), parts[end:]
        except ImportError:
            continue
        except Exception:
            return None, parts
    if hasattr(builtins, parts[0]):
        return builtins, parts
    return None, parts


def has(thing, parts):
    for i, part in enumerate(parts):
        try:
            thing = getattr(thing, part)
        except AttributeError:
            # A field that the constructor sets, or that an annotation declares, is none of the class's attributes.
            return i > 0 and isinstance(thing, type)
        except Exception:
            return True
    return True


answer = {"found": [], "missing": []}
for line in sys.stdin:
    name = line.strip()
    module, rest = module_of(name.split("."))
    if module is not None:
        answer["found" if has(module, rest) else "missing"].append(name)
print(json.dumps(answer))
