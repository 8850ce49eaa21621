import { type Import, type ImportCheck, runImport, undoImport } from '@hadir/contract/imports.ts';
import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportCounts } from './import-counts.tsx';
import { ImportProblems } from './import-problems.tsx';
import { importKeys, importQuery } from './import-queries.ts';
import { ImportedRows } from './imported-rows.tsx';
import { InvitationLinks } from './invitation-links.tsx';
import { StateBadge } from './state-badge.tsx';
import { useTexts } from './texts.ts';

type Links = Reply<typeof runImport>['links'];

/** One file: what it would do, then what it did. */
export default function ImportPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(importQuery(id));
  const [links, setLinks] = useState<Links>([]);
  return (
    <Page title={query.data?.import.file_name ?? t('one')}>
      <BackLink to="/imports">{t('title')}</BackLink>
      <QueryView query={query}>
        {({ import: item, check }) => (
          <>
            <Facts item={item} />
            {item.state === 'checked' && check && <Checked item={item} check={check} onImported={setLinks} />}
            {item.state === 'checked' && !check && <Notice tone="warn">{t('expired')}</Notice>}
            {item.state !== 'checked' && <Done item={item} links={links} />}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Facts({ item: { kind, state, created_by, created_at } }: { item: Import }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <StateBadge state={state} />
      <p className="text-ink-soft">
        {formatFacts([t(`kinds.${kind}`), created_by?.name, formatDayTime(created_at, zone)])}
      </p>
    </div>
  );
}

function Checked({
  item,
  check,
  onImported,
}: {
  item: Import;
  check: ImportCheck;
  onImported: (links: Links) => void;
}) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { id, counts } = item;
  const run = useCommand((importId: string) => callOrThrow(runImport, { params: { id: importId }, body: {} }), {
    refresh: [importKeys.all, ['people'], ['courses'], ['classes'], ['invitations']],
    onDone: (done) => onImported(done.links),
  });
  const isReady = check.missing_fields.length === 0 && counts.wrong === 0;
  const isNothing = counts.made + counts.changed === 0;
  return (
    <>
      <ImportCounts item={item} />
      {check.missing_fields.length > 0 && <Notice tone="warn">{t('missingColumns')}</Notice>}
      {isReady && (
        <Notice tone={isNothing ? 'info' : 'good'} isLive>
          {t(isNothing ? 'nothingNew' : 'ready')}
        </Notice>
      )}
      {run.failure && <FailureNotice failure={run.failure} />}
      <div className="flex flex-wrap items-center gap-3">
        {isReady && !isNothing && (
          <Button isBusy={run.isBusy} onClick={() => run.run(id)}>
            {t('run', { count: counts.made + counts.changed })}
          </Button>
        )}
        <p className="text-sm text-ink-soft">{t('keptUntil', { time: formatDayTime(check.expires_at, zone) })}</p>
      </div>
      <ImportProblems fileName={item.file_name} check={check} />
      <ImportColumns item={item} check={check} />
    </>
  );
}

function Done({ item, links }: { item: Import; links: Links }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [isAsking, setIsAsking] = useState(false);
  const canUndo = item.undo_until !== null && Date.parse(item.undo_until) > Date.now();
  const undo = useCommand((id: string) => callOrThrow(undoImport, { params: { id }, body: {} }), {
    refresh: [importKeys.all, ['people'], ['courses'], ['classes'], ['invitations']],
    onDone: () => setIsAsking(false),
  });
  return (
    <>
      {links.length > 0 && <InvitationLinks links={links} />}
      <ImportCounts item={item} />
      {item.state === 'undone' && item.counts.kept > 0 && <Notice>{t('keptExplained')}</Notice>}
      {canUndo && item.undo_until && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            look="secondary"
            icon={<Undo2 className="size-5" aria-hidden="true" />}
            onClick={() => setIsAsking(true)}
          >
            {t('undo')}
          </Button>
          <p className="text-sm text-ink-soft">{t('undoUntil', { time: formatDayTime(item.undo_until, zone) })}</p>
        </div>
      )}
      <ImportedRows item={item} />
      {isAsking && (
        <ConfirmDialog
          title={t('undoQuestion')}
          description={t('undoExplained')}
          confirmLabel={t('undo')}
          look="danger"
          isBusy={undo.isBusy}
          failure={undo.failure}
          onConfirm={() => undo.run(item.id)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
