from django.views.decorators.csrf import csrf_exempt, csrf_protect


# ruleid: python.csrf-exempt
@csrf_exempt
def found(request):
    return request


def settings(app):
    # ruleid: python.csrf-exempt
    app.config["WTF_CSRF_ENABLED"] = False
    # ok: python.csrf-exempt
    app.config["WTF_CSRF_ENABLED"] = True


# ok: python.csrf-exempt
@csrf_protect
def near_miss(request):
    return request
