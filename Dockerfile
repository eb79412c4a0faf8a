# One image for web, worker and scheduler; docker-compose.yml says which command each of them runs.

FROM node:22-bookworm-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
WORKDIR /app
COPY requirements.lock ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
COPY --from=front-end /app/node_modules node_modules
# The keys made here stay in this stage: DATA_DIR is thrown away with it.
RUN /venv/bin/python -m scripts.build_assets \
 && DATA_DIR=/tmp/build STATIC_ROOT=/app/built-static \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
 && rm -rf node_modules /tmp/build

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
ENV DATA_DIR=/data STATIC_ROOT=/app/built-static
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
      libreoffice-writer-nogui tesseract-ocr tesseract-ocr-vie poppler-utils \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal -m 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--config", "python:portal.warming", \
     "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "3", "--threads", "4", "--worker-tmp-dir", "/dev/shm", \
     "--max-requests", "5000", "--max-requests-jitter", "500"]
