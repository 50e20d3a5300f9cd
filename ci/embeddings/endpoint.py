"""An endpoint shaped like OpenAI's /embeddings in front of a real, small model."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from minilm import DIMENSIONS, MiniLm


class Endpoint:
    """Serves until the process ends; keeps the bodies of the requests."""

    def __init__(self, key):
        model, requests = MiniLm(), []
        self.requests = requests

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                requests.append(body)
                if self.headers["Authorization"] != f"Bearer {key}":
                    return self.answer(401, {"error": {"message": "Incorrect API key"}})
                if self.path != "/v1/embeddings" or body["dimensions"] != DIMENSIONS:
                    return self.answer(400, {"error": {"message": f"only {DIMENSIONS} dimensions at /v1/embeddings"}})
                embedded = [model.embed(text) for text in body["input"]]
                data = [{"object": "embedding", "index": i, "embedding": [float(x) for x in vector]}
                        for i, (vector, _) in enumerate(embedded)]
                self.answer(200, {"data": data, "usage": {"total_tokens": sum(tokens for _, tokens in embedded)}})

            def answer(self, status, body):
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        self.model = model
        self.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
