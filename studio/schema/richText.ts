import { defineArrayMember, defineField, defineType } from 'sanity'
import { TextLinkInput } from '../inputs/LinkInput.tsx'
import { t } from '../language.ts'
import { RichTextInput } from '../paste/RichTextInput.tsx'

/** Text with paragraphs, one level of headings, lists, bold, italics and links. */
export const richText = defineType({
  name: 'richText',
  type: 'array',
  components: { input: RichTextInput },
  of: [
    defineArrayMember({
      type: 'block',
      styles: [
        { title: t('studio.richText.normal'), value: 'normal' },
        { title: t('studio.richText.h3'), value: 'h3' },
      ],
      lists: [
        { title: t('studio.richText.bullet'), value: 'bullet' },
        { title: t('studio.richText.number'), value: 'number' },
      ],
      marks: {
        decorators: [
          { title: t('studio.richText.strong'), value: 'strong' },
          { title: t('studio.richText.em'), value: 'em' },
        ],
        annotations: [
          {
            name: 'link',
            title: t('field.href'),
            type: 'object',
            fields: [
              defineField({
                name: 'href',
                title: t('field.href'),
                description: t('studio.help.link.href'),
                type: 'string',
                components: { input: TextLinkInput },
              }),
            ],
          },
        ],
      },
      of: [],
    }),
  ],
})
