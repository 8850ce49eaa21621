# The API with the PWA beside it: one image, because the same process serves both.

FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/contract/package.json apps/contract/
COPY apps/web/package.json apps/web/

FROM manifests AS build
RUN npm ci --include=dev
COPY tsconfig.json prisma.config.ts ./
COPY scripts scripts
COPY prisma prisma
COPY public public
COPY apps apps
RUN ["node", "--eval", "import('./scripts/prepare.mjs').then(({ prepare }) => prepare(process.execPath))"]

FROM manifests AS dependencies
# Without the embedded database: its binaries are the optional dependencies.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --workspace=@hadir/api --workspace=@hadir/contract

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app ./
COPY --from=build /app/apps/contract/src apps/contract/src
COPY --from=build /app/apps/api/src apps/api/src
COPY --from=build /app/apps/web/dist apps/web/dist
COPY --from=build /app/public/models public/models
COPY --from=build /app/prisma/migrations prisma/migrations
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "--eval", "fetch('http://127.0.0.1:3000/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-warning=ExperimentalWarning", "apps/api/src/main.ts"]
