from flask_cors import CORS


def found(app):
    # ruleid: python.cors-any
    CORS(app, origins="*", supports_credentials=True)
    # ruleid: python.cors-any
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)


def near_misses(app):
    # ok: python.cors-any
    CORS(app, origins=["https://app.example.com"], supports_credentials=True)
    # ok: python.cors-any
    CORS(app, origins="*")
    # ok: python.cors-any
    app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_credentials=True)
