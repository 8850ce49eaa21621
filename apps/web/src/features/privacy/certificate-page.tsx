import { type Certificate, readCertificate } from '@hadir/contract/destruction.ts';
import { useQuery } from '@tanstack/react-query';
import { EntryLayout } from '#features/sign-in/entry-layout.tsx';
import { useLinkToken } from '#features/sign-in/use-link-token.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatInstant, formatNumber } from '#lib/format.ts';
import { saveFile } from '#lib/save-file.ts';
import { Button } from '#ui/button.tsx';
import { DataList } from '#ui/data-list.tsx';
import { Notice } from '#ui/notice.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { Table } from '#ui/table.tsx';
import { useTexts } from './destruction-texts.ts';

/** What the link of a destruction shows: until when it waits, afterwards the certificate. */
export default function CertificatePage() {
  const t = useTexts();
  const token = useLinkToken();
  return (
    <EntryLayout title={t('certificate.title')} intro={t('certificate.intro')}>
      {token === null ? <Notice tone="warn">{t('certificate.noToken')}</Notice> : <Behind token={token} />}
    </EntryLayout>
  );
}

function Behind({ token }: { token: string }) {
  const t = useTexts();
  const query = useQuery({
    queryKey: ['certificate', token],
    queryFn: ({ signal }) => callOrThrow(readCertificate, { body: { token }, signal }),
  });
  return (
    <QueryView query={query}>
      {(shown) =>
        shown.state === 'waiting' ? (
          <Notice tone="warn">
            {t('certificate.waiting', { school: shown.school_name, date: formatInstant(shown.due_at) })}
          </Notice>
        ) : (
          <Shown certificate={shown.certificate} />
        )
      }
    </QueryView>
  );
}

function Shown({ certificate }: { certificate: Certificate }) {
  const t = useTexts();
  const rows = Object.entries(certificate.destroyed).map(([table, count]) => ({ table, count }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const download = () => {
    const blob = new Blob([JSON.stringify(certificate, null, 2)], { type: 'application/json' });
    saveFile({ blob, name: `hadir-destruction_${certificate.destroyed_at.slice(0, 10)}.json` });
  };
  return (
    <div className="space-y-5">
      <DataList
        items={[
          { name: t('certificate.school'), value: certificate.school_name },
          { name: t('certificate.stopped'), value: formatInstant(certificate.stopped_at) },
          { name: t('certificate.destroyed'), value: formatInstant(certificate.destroyed_at) },
          { name: t('certificate.rows'), value: formatNumber(total) },
          { name: t('certificate.faces'), value: formatNumber(certificate.face_keys_destroyed) },
          { name: t('certificate.chain'), value: formatNumber(certificate.audit_rows_left) },
          { name: t('certificate.signature'), value: <code className="text-sm">{certificate.signature}</code> },
        ]}
      />
      <Button onClick={download}>{t('certificate.download')}</Button>
      <p className="text-sm text-ink-soft">{t('certificate.verify')}</p>
      <Table
        caption={t('certificate.tables')}
        rows={rows}
        getKey={({ table }) => table}
        columns={[
          {
            key: 'table',
            header: t('certificate.table'),
            cell: ({ table }) => <code>{table}</code>,
            isRowHeader: true,
          },
          { key: 'count', header: t('certificate.count'), cell: ({ count }) => formatNumber(count), isNumber: true },
        ]}
      />
    </div>
  );
}
