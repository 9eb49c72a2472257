# One image for every service: the locked packages, then this project. No model is fetched when it runs.
FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --editable . \
 && useradd --create-home gouji \
 && install -d -o gouji /cache /files

USER gouji
ENV GOUJI_CACHE=/cache
ENTRYPOINT []
CMD ["gouji", "--help"]
