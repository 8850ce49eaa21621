import { createPlace, type Place, updatePlace } from '@hadir/contract/places.ts';
import { type Corner, centreOf } from '@hadir/contract/polygon.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { LocateFixed } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { formatNumber } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { findOwnPosition, type OwnPosition } from './find-own-position.ts';
import { OutlineField } from './outline-field.tsx';
import { fillPlaceForm, PlaceForm, readPlaceForm } from './place-form.ts';
import { placesQuery } from './place-queries.ts';
import { type CornerText, type OutlineFault, readOutline } from './read-outline.ts';
import { useTexts } from './texts.ts';

/** Six decimals are about 0.1 m: more than any phone knows. */
const DECIMALS = 6;

type Finding = { kind: 'idle' } | { kind: 'finding' } | OwnPosition;

/** Makes a place or changes one. */
export function PlaceDialog({ place, onClose }: { place: Place | null; onClose: () => void }) {
  const t = useTexts();
  const [finding, setFinding] = useState<Finding>({ kind: 'idle' });
  const { register, handleSubmit, setValue, formState } = useForm<PlaceForm>({
    resolver: zodResolver(PlaceForm),
    defaultValues: fillPlaceForm(place),
  });
  const { errors } = formState;
  const [shape, setShape] = useState<'circle' | 'outline'>(place?.polygon ? 'outline' : 'circle');
  const [corners, setCorners] = useState<CornerText[]>(() => fillOutline(place));
  const [fault, setFault] = useState<OutlineFault | null>(null);
  const save = useCommand(
    (body: ReturnType<typeof readPlaceForm> & { polygon?: Corner[] | null }) =>
      place ? callOrThrow(updatePlace, { params: { id: place.id }, body }) : callOrThrow(createPlace, { body }),
    {
      refresh: [placesQuery.queryKey],
      onDone: ({ name }) => {
        showToast(t(place ? 'form.saved' : 'form.made', { name }));
        onClose();
      },
    },
  );
  const isTaken = isRefused(save.failure, 'already_exists');

  function submit(form: PlaceForm) {
    if (shape === 'circle') return save.run({ ...readPlaceForm(form), ...(place?.polygon && { polygon: null }) });
    const outline = readOutline(corners);
    if ('fault' in outline) return setFault(outline.fault);
    setFault(null);
    save.run({ ...readPlaceForm(form), polygon: outline.corners });
  }
  const checked = handleSubmit(submit);
  /** An outline has a middle of its own, so that nobody has to type a centre. */
  function submitShape(event: FormEvent) {
    const outline = shape === 'outline' ? readOutline(corners) : null;
    if (outline && 'corners' in outline) {
      const centre = centreOf(outline.corners);
      setValue('lat', centre.lat.toFixed(DECIMALS));
      setValue('lng', centre.lng.toFixed(DECIMALS));
    } else if (outline) {
      event.preventDefault();
      return setFault(outline.fault);
    }
    return checked(event);
  }

  async function fillPosition() {
    setFinding({ kind: 'finding' });
    const found = await findOwnPosition();
    setFinding(found);
    if (found.kind !== 'found') return;
    setValue('lat', found.lat.toFixed(DECIMALS), { shouldValidate: true });
    setValue('lng', found.lng.toFixed(DECIMALS), { shouldValidate: true });
  }

  return (
    <Dialog isOpen onClose={onClose} title={place ? t('form.titleEdit', { name: place.name }) : t('form.titleNew')}>
      <Form failure={isTaken ? null : save.failure} onSubmit={submitShape}>
        <TextField
          label={t('form.name')}
          error={errors.name?.message ?? (isTaken ? t('form.taken') : undefined)}
          {...register('name')}
        />
        <ChoiceField
          legend={t('form.shape')}
          columns={2}
          name="shape"
          value={shape}
          onChange={(event) => setShape(event.target.value === 'outline' ? 'outline' : 'circle')}
          choices={[
            { value: 'circle', label: t('form.circle') },
            { value: 'outline', label: t('form.outline') },
          ]}
        />
        {shape === 'outline' && <OutlineField corners={corners} onCorners={setCorners} fault={fault} />}
        {shape === 'circle' && (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                label={t('form.latitude')}
                hint={t('form.latitudeHint')}
                error={errors.lat?.message}
                inputMode="text"
                autoComplete="off"
                {...register('lat')}
              />
              <TextField
                label={t('form.longitude')}
                hint={t('form.longitudeHint')}
                error={errors.lng?.message}
                inputMode="text"
                autoComplete="off"
                {...register('lng')}
              />
            </div>
            <div>
              <Button
                look="secondary"
                icon={<LocateFixed className="size-5" aria-hidden="true" />}
                isBusy={finding.kind === 'finding'}
                onClick={() => void fillPosition()}
              >
                {t('form.useMyPosition')}
              </Button>
              <p role="status" className="mt-1 text-sm text-ink-soft">
                {finding.kind === 'finding' && t('form.finding')}
                {finding.kind === 'found' && t('form.found', { metres: formatNumber(Math.ceil(finding.accuracy)) })}
                {finding.kind === 'denied' && t('form.denied')}
                {finding.kind === 'failed' && t('form.failed')}
              </p>
            </div>
            <TextField
              label={t('form.radius')}
              isOptional={place === null}
              hint={place ? t('form.radiusHintEdit') : t('form.radiusHint')}
              error={errors.radius?.message}
              inputMode="numeric"
              {...register('radius')}
            />
          </>
        )}
        <FormButtons submitLabel={t('form.save')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

/** The corners of a place that has an outline, as texts. */
function fillOutline(place: Place | null): CornerText[] {
  const corners = place?.polygon?.map(({ lat, lng }) => ({ lat: String(lat), lng: String(lng) }));
  return corners ?? [];
}
