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
  /** See `measureLight`, of the 64 × 64 face: a clear face has 60 to 190, one whose descriptor is far off below 10. */
  sharpness: number;
};

type NoFace = { kind: 'no_face' };
type SeveralFaces = { kind: 'several_faces'; count: number };
type OneFace = { kind: 'one_face'; face: FaceSeen };
/** The worker was busy with an older frame; this one was closed unseen. */
type Dropped = { kind: 'dropped' };

export type Tracking = NoFace | SeveralFaces | OneFace | Dropped;

/** `descriptor` has as many numbers as `FACE_MODEL_DIMS` says for the app's model. */
type Described = { kind: 'described'; face: FaceSeen; descriptor: Float32Array };

export type Description = NoFace | SeveralFaces | Described | Dropped;

export type Frame = VideoFrame | ImageBitmap;
