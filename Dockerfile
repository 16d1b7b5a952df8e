# The same image for every role (docs/deploy.md): TOLLGATE_ROLE says which.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run generate && npm run build
RUN npm prune --omit=dev --ignore-scripts && rm -rf .next/cache

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000 TOLLGATE_DATA_DIR=/data
# Owned by root and read by all: nothing here is written to at run time.
COPY --from=build /app ./
RUN mkdir -m 700 /data && chown 1000:1000 /data
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["node", "lib/boot/ask-health.mjs"]
# Node itself, without a shell or npm before it, so that SIGTERM arrives.
CMD ["node", "--import", "tsx", "server.ts"]
