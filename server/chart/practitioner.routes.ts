import { z } from '@hono/zod-openapi';
import { line } from '#clinical/chart/chart.ts';
import { RoleSet } from '#server/platform/role-set.ts';
import { answers, json, route, routes } from '#server/platform/route.ts';
import {
  ChangedLicence,
  ChangedPractitioner,
  IdParam,
  NewLicence,
  NewPractitioner,
  Practitioner,
  Saved,
  Version,
} from './chart.shapes.ts';
import {
  addLicence,
  addPractitioner,
  deactivatePractitioner,
  editLicence,
  editPractitioner,
  listStaff,
  readPractitioner,
  setRoles,
} from './practitioner.actions.ts';

const LicenceParam = IdParam.extend({ licenceId: IdParam.shape.id });
const RoleChange = z.object({ version: Version, roles: RoleSet }).openapi('RoleChange');
const Leaving = z.object({ version: Version, reason: line(300, 'a reason').min(3, 'is needed') }).openapi('Leaving');

export const practitionerRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/practitioners',
      may: 'practitioner.read',
      summary: 'Everyone who works here, with roles and licences',
      responses: { 200: answers(z.object({ practitioners: z.array(Practitioner) }).openapi('Staff')) },
    }),
    async (c) => c.json(await listStaff(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/practitioners',
      may: 'practitioner.write',
      summary: 'Add a person to the staff',
      request: json(NewPractitioner),
      responses: { 201: answers(Saved) },
    }),
    async (c) => {
      const { id, ...input } = c.req.valid('json');
      return c.json(await addPractitioner(c.var.ctx, input, id), 201);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/practitioners/{id}',
      may: 'practitioner.read',
      summary: 'One person, with roles and licences',
      request: { params: IdParam },
      responses: { 200: answers(Practitioner) },
    }),
    async (c) => c.json(await readPractitioner(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/practitioners/{id}',
      may: 'practitioner.write',
      summary: 'Change what is known of a person',
      request: { params: IdParam, ...json(ChangedPractitioner) },
      responses: { 200: answers(Saved) },
    }),
    async (c) => {
      const { version, ...input } = c.req.valid('json');
      return c.json(await editPractitioner(c.var.ctx, c.req.valid('param').id, version, input), 200);
    },
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/practitioners/{id}/roles',
      may: 'practitioner.roles',
      summary: 'Set what a person may do',
      request: { params: IdParam, ...json(RoleChange) },
      responses: { 200: answers(Saved) },
    }),
    async (c) => {
      const { version, roles } = c.req.valid('json');
      return c.json(await setRoles(c.var.ctx, c.req.valid('param').id, version, [...new Set(roles)]), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/practitioners/{id}/deactivate',
      may: 'practitioner.deactivate',
      summary: 'End a person’s access; what they did stays',
      request: { params: IdParam, ...json(Leaving) },
      responses: { 200: answers(Saved) },
    }),
    async (c) => {
      const { version, reason } = c.req.valid('json');
      return c.json(await deactivatePractitioner(c.var.ctx, c.req.valid('param').id, version, reason), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/practitioners/{id}/licences',
      may: 'licence.write',
      summary: 'Add a licence',
      request: { params: IdParam, ...json(NewLicence) },
      responses: { 201: answers(Saved) },
    }),
    async (c) => {
      const { id, ...input } = c.req.valid('json');
      return c.json(await addLicence(c.var.ctx, c.req.valid('param').id, input, id), 201);
    },
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/practitioners/{id}/licences/{licenceId}',
      may: 'licence.write',
      summary: 'Change a licence',
      request: { params: LicenceParam, ...json(ChangedLicence) },
      responses: { 200: answers(Saved) },
    }),
    async (c) => {
      const { id, licenceId } = c.req.valid('param');
      const { version, ...input } = c.req.valid('json');
      return c.json(await editLicence(c.var.ctx, id, licenceId, version, input), 200);
    },
  );
