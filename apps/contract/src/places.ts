import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Latitude, Longitude, line } from './field.ts';

export const Place = z.object({
  id: Id,
  name: z.string(),
  lat: z.number(),
  lng: z.number(),
  radius_m: z.number().int(),
});
export type Place = z.infer<typeof Place>;

const PlaceIn = z.object({
  name: line(1, 120),
  lat: Latitude,
  lng: Longitude,
  radius_m: z.number().int().min(10).max(2000).optional(),
});

export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/places',
  summary: 'Places of the school with their geofences',
  access: ['teacher', 'admin'],
  reply: z.object({ items: z.array(Place) }),
});

export const createPlace = endpoint({
  method: 'POST',
  path: '/api/places',
  summary: "Make a place; without a radius the school's default (100 m) counts",
  access: ['admin'],
  body: PlaceIn,
  reply: Place,
});

export const updatePlace = endpoint({
  method: 'PATCH',
  path: '/api/places/:id',
  summary: 'Change name, centre or radius',
  access: ['admin'],
  params: IdParams,
  body: PlaceIn.partial().strict(),
  reply: Place,
});
