# gongkai without the embedded engine: it loads into the ClickHouse of
# docker-compose.yml. Built from this folder: docker compose build
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /gongkai ./cmd/gongkai

FROM debian:bookworm-slim
# Certificates for the sites that are crawled, time zones for the nightly run.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home gongkai && install -d -o gongkai /data
COPY --from=build /gongkai /usr/local/bin/gongkai
COPY deploy/nightly /usr/local/bin/nightly
USER gongkai
VOLUME /data
ENV GONGKAI_DATA=/data TZ=Asia/Shanghai
ENTRYPOINT ["gongkai"]
CMD ["help"]
