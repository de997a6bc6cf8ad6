import { describe, expect, it } from 'vitest';
import { formFields, refusalSummary } from '../../src/present/form-fields.ts';
import { translator } from '../../src/present/words.ts';

const t = translator('vi');

describe('a field', () => {
  it('shows what was typed rather than what it began with', () => {
    const form = formFields(t, { subject: 'đã gõ' });
    expect(form.text('subject', { label: 'Trích yếu', value: 'cũ' }).value).toBe('đã gõ');
    expect(form.text('signer', { label: 'Người ký', value: 'cũ' }).value).toBe('cũ');
  });

  it('keeps an empty text that was typed', () => {
    expect(formFields(t, { subject: '' }).text('subject', { label: 'Trích yếu', value: 'cũ' }).value).toBe(
      '',
    );
  });

  it('has the sentence of its fault', () => {
    const form = formFields(t, {}, [{ field: 'subject', code: 'tooLong', params: { most: 500 } }]);
    expect(form.text('subject', { label: 'Trích yếu' }).fault).toBe('Viết ngắn lại, nhiều nhất 500 ký tự.');
    expect(form.text('signer', { label: 'Người ký' }).fault).toBeNull();
  });

  it('has its id from its name', () => {
    expect(formFields(t, {}).text('result.notation', { label: 'Số' }).id).toBe('field-result-notation');
  });

  it('marks what was chosen', () => {
    const options = [
      { value: '1', text: 'một' },
      { value: '2', text: 'hai' },
    ];
    const form = formFields(t, { weight: '2', cause: '1' });
    expect(form.select('weight', { label: 'Trọng số', options }).options[1]?.selected).toBe(true);
    expect(form.radio('cause', { label: 'Nguyên nhân', options }).options[0]?.checked).toBe(true);
  });

  it('opens the groups of units in which some are chosen, and counts them', () => {
    const groups = [
      { text: 'Sở', units: [{ value: 'SNV', text: 'Sở Nội vụ' }] },
      { text: 'Huyện', units: [{ value: '384', text: 'Huyện A' }] },
    ];
    const { groups: shown } = formFields(t, { leadUnits: ['SNV'] }).units('leadUnits', {
      label: 'Đơn vị chủ trì',
      groups,
    });
    expect(shown.map(({ open, chosen }) => [open, chosen])).toEqual([
      [true, 1],
      [false, 0],
    ]);
  });
});

describe('the summary', () => {
  it('links each fault to its field, of a list or of a part too', () => {
    const form = formFields(t, {}, [
      { field: 'leadUnits.3', code: 'noSuchUnit' },
      { field: 'result', code: 'resultNeeded' },
    ]);
    form.units('leadUnits', { label: 'Đơn vị chủ trì', groups: [] });
    form.text('result.notation', { label: 'Số, ký hiệu' });
    const second = form.text('result.issuedOn', { label: 'Ngày' });
    expect(second.fault).toBeNull();
    expect(form.summary()?.items).toEqual([
      {
        href: '#field-leadUnits',
        text: 'Đơn vị chủ trì: Không có đơn vị này. Chọn một đơn vị trong danh sách.',
      },
      {
        href: '#field-result-notation',
        text: 'Số, ký hiệu: Nêu văn bản kết quả (số, ký hiệu và ngày) hoặc đính kèm tệp.',
      },
    ]);
  });

  it('names a fault that no field shows', () => {
    const form = formFields(t, {}, [{ field: 'vesion', code: 'unknownField' }]);
    expect(form.summary()?.items).toEqual([
      { href: null, text: 'vesion: Bỏ mục này: không có mục nào tên như vậy.' },
    ]);
  });

  it('is null without faults', () => {
    expect(formFields(t, {}).summary()).toBeNull();
  });

  it('says what the state refuses', () => {
    expect(refusalSummary('hasNoDeadline', t).text).toContain('không có thời hạn');
  });
});
