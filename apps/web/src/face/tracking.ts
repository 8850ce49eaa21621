/** Left, top, width and height as shares (0..1) of the frame; may lie a little outside of it. */
export type FaceBox = { x: number; y: number; width: number; height: number };

/** One face in one frame. */
export type FaceSeen = {
  box: FaceBox;
  /** Detector's certainty, 0..1. */
  score: number;
  /** Head turn, about -1..1; 0 looks at the camera, positive towards the picture's right. */
  yaw: number;
  /** Head tilt in degrees, clockwise in the picture. */
  roll: number;
  /** Height of the box as a share of the frame's shorter side. */
  share: number;
  /** Mean luma of the face, 0..255. */
  brightness: number;
  /** Mean luma of what is not the face, 0..255. */
  backdrop: number;
  /** Share of the face that is blown out, 0..1. */
  burnt: number;
  /** Share of the worse eye's surroundings that is blown out, 0..1; see `measureGlare`. */
  glare: number;
  /** See `measureLight`, of the 64 × 64 face: a clear face has 60 to 190, one whose descriptor is far off below 10. */
  sharpness: number;
};

/** What more to measure in a picture; each needs a net of its own, loaded when it is first asked for. */
export type CloserLook = { eyes?: boolean; life?: boolean };

/** Absent where it was not asked for, or its net has not arrived. */
export type CloserSeen = {
  /** How open the more open eye is, 0..1. */
  eyes?: number;
  /** How sure the passive model is that a living person is seen, 0..1. */
  life?: number;
};

type NoFace = { kind: 'no_face' };
type SeveralFaces = { kind: 'several_faces'; count: number };
type OneFace = { kind: 'one_face'; face: FaceSeen & CloserSeen };
/** The worker was busy with an older frame; this one was closed unseen. */
type Dropped = { kind: 'dropped' };

export type Tracking = NoFace | SeveralFaces | OneFace | Dropped;

/** `descriptor` has as many numbers as `FACE_MODEL_DIMS` says for the app's model. */
type Described = {
  kind: 'described';
  face: FaceSeen & CloserSeen;
  descriptor: Float32Array;
  /** Names the picture for `FaceClient.describeSecond`. */
  chip: number;
};

export type Description = NoFace | SeveralFaces | Described | Dropped;

export type Frame = VideoFrame | ImageBitmap;
