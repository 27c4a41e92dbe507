# The production portal in a container: the same two commands that run it anywhere else. Give it the variables that
# app-config.production.yaml names, and a PostgreSQL.
#
#   docker build -t stateful-services-portal .
#   docker run --env-file portal.env -p 7007:7007 stateful-services-portal

FROM node:24-slim AS build
WORKDIR /portal
COPY . .
# The package cache stays outside the image.
RUN --mount=type=cache,target=/root/.yarn --mount=type=cache,target=/root/.npm npm run build

FROM node:24-slim
WORKDIR /portal
COPY --from=build --chown=node:node /portal /portal
USER node
ENV NODE_ENV=production
EXPOSE 7007
HEALTHCHECK --start-period=60s CMD ["node", "--eval", "fetch('http://localhost:7007/.backstage/health/v1/readiness').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "tools/portal/start-production.mjs"]
