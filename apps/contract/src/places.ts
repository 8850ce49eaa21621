import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Latitude, Longitude, line } from './field.ts';
import { Corner, Polygon } from './polygon.ts';

export const Place = z.object({
  id: Id,
  name: z.string(),
  lat: z.number(),
  lng: z.number(),
  /** Counts where there is no polygon. */
  radius_m: z.number().int(),
  /** The outline that counts instead of the circle; null for a circle. */
  polygon: z.array(Corner).nullable(),
});
export type Place = z.infer<typeof Place>;

/** Metres from the centre that a geofence may reach. */
export const RadiusM = z.number().int().min(10).max(2000);

const PlaceIn = z.object({
  name: line(1, 120),
  lat: Latitude,
  lng: Longitude,
  radius_m: RadiusM.optional(),
  /** Null takes the outline away. Without `lat` and `lng` the centre is the middle of the outline. */
  polygon: Polygon.nullable().optional(),
});

const isWhole = ({ lat, lng }: { lat?: unknown; lng?: unknown }) => (lat === undefined) === (lng === undefined);

export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/places',
  summary: 'Places of the school with their geofences',
  access: 'places:read',
  reply: z.object({ items: z.array(Place) }),
});

export const createPlace = endpoint({
  method: 'POST',
  path: '/api/places',
  summary: "Make a place: a circle (without a radius the school's default of 100 m counts) or an outline",
  access: 'places:write',
  body: PlaceIn.partial({ lat: true, lng: true })
    .refine(isWhole, { path: ['lng'], message: 'lat and lng go together' })
    .refine(({ lat, polygon }) => lat !== undefined || (polygon ?? null) !== null, {
      path: ['lat'],
      message: 'a place needs a centre or an outline',
    }),
  reply: Place,
});

export const updatePlace = endpoint({
  method: 'PATCH',
  path: '/api/places/:id',
  summary: 'Change name, centre, radius or outline',
  access: 'places:write',
  params: IdParams,
  body: PlaceIn.partial().strict(),
  reply: Place,
});
