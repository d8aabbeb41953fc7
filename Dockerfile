# The image of web, worker and scheduler alike. Every step here is also done outside a container by .ci/run.

FROM python:3.11-slim-bookworm AS packages
COPY requirements/production.txt /tmp/production.txt
# Ready-made packages only, each checked against the lock's hashes: no compiler is needed here either.
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary :all: --requirement /tmp/production.txt

FROM python:3.11-slim-bookworm
# What reads old Word and PowerPoint files and scans (documents_text/programs.py), and what PDFs are set with: Pango, and
# faces for Latin, Greek, Cyrillic and Hebrew. Debian's stable versions move by security updates alone, which a pinned
# version would shut out.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends antiword catdoc tesseract-ocr tesseract-ocr-cym tesseract-ocr-eng \
        libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 foi \
    && useradd --uid 10001 --gid foi --home-dir /data --no-create-home --shell /usr/sbin/nologin foi \
    && install --directory --owner foi --group foi --mode 0700 /data
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FOI_ENVIRONMENT=ready \
    FOI_STATE_DIR=/data \
    STATIC_ROOT=/app/static-built
WORKDIR /app
COPY manage.py ./
COPY foi_tracker foi_tracker
COPY accounts accounts
COPY authorities authorities
COPY requests_app requests_app
COPY correspondence correspondence
COPY templates templates
COPY static static
RUN FOI_STATE_DIR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q . \
    && rm -r /tmp/build
# From here on example secrets and DEBUG are refused.
ENV PRODUCTION=true \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:foi_tracker.gunicorn", "--bind", "0.0.0.0:8000", "foi_tracker.wsgi"]
