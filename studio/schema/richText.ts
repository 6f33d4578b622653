import { defineArrayMember, defineField, defineType } from 'sanity'

/** Text with paragraphs, small headings, lists, bold, italics and links, and nothing else. */
export const richText = defineType({
  name: 'richText',
  title: 'Text',
  description: 'Paragraphs, small headings, lists, bold, italics and links.',
  type: 'array',
  of: [
    defineArrayMember({
      type: 'block',
      styles: [
        { title: 'Paragraph', value: 'normal' },
        { title: 'Heading', value: 'h3' },
      ],
      lists: [
        { title: 'Bullets', value: 'bullet' },
        { title: 'Numbers', value: 'number' },
      ],
      marks: {
        decorators: [
          { title: 'Bold', value: 'strong' },
          { title: 'Italics', value: 'em' },
        ],
        annotations: [
          {
            name: 'link',
            title: 'Link',
            type: 'object',
            fields: [
              defineField({
                name: 'href',
                title: 'Link',
                description:
                  'An address that starts with https://, an e-mail address as mailto:name@example.org, a telephone number as tel:+34…, or an address of this site that starts with /.',
                type: 'string',
              }),
            ],
          },
        ],
      },
      of: [],
    }),
  ],
})
