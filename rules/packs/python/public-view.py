from rest_framework import permissions
from rest_framework.permissions import AllowAny, IsAuthenticated


class Found:
    # ruleid: python.public-view
    permission_classes = [AllowAny]


class Other:
    # ruleid: python.public-view
    permission_classes = [permissions.AllowAny]


class NearMiss:
    # ok: python.public-view
    permission_classes = [IsAuthenticated]


class NearMisses:
    # ok: python.public-view
    renderer_classes = [AllowAny]
