# One image for the site and its workers. TORCH_INDEX chooses the build of torch: CPU by default; for NVIDIA GPUs
# pass --build-arg TORCH_INDEX=https://download.pytorch.org/whl/cu130
FROM python:3.11-slim
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TRENDFLIX_DATA=/data HF_HOME=/data/hub
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --extra-index-url "$TORCH_INDEX" -r requirements.txt
COPY . .
RUN useradd --create-home --uid 10001 trendflix && mkdir -p /data /static && chown trendflix /data /static
USER trendflix
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "trendflix.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "8", "--no-control-socket", "--logger-class", "trendflix.core.redaction.GunicornLogger"]
