import traceback
from django.http import HttpResponse


def found(handle):
    try:
        return handle()
    except ValueError:
        # ruleid: python.error-shown
        return traceback.format_exc()
    except OSError as e:
        # ruleid: python.error-shown
        return HttpResponse(str(e), status=500)


def near_misses(handle):
    try:
        return handle()
    except ValueError:
        # ok: python.error-shown
        return "wrong"
    except OSError as e:
        # ok: python.error-shown
        return HttpResponse("internal error", status=500)
