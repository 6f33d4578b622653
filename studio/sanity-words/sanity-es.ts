import { defineLocaleResourceBundle } from 'sanity'

/** Spanish words of Sanity's forms and lists that its language package lacks. The keys are Sanity's. */
export const sanityInSpanish = [
  defineLocaleResourceBundle({
    locale: 'es-ES',
    namespace: 'studio',
    resources: {
      'common.error': 'Error',
      'form.field.actions-menu.title': 'Acciones del campo',
      'document-status.published-at': 'Publicado {{date}}',
      'copy-paste.on-paste.validation.read-only-fields-skipped-truncated.description':
        'Campos de solo lectura omitidos: {{fieldNames}} y {{count}} más',
      'inputs.portable-text.unknown-value.annotation': 'Anotación desconocida en el formulario: {{name}}',
      'inputs.portable-text.unknown-value.list-item': 'Tipo de lista desconocido en el formulario: {{name}}',
      'inputs.portable-text.unknown-value.mark': 'Marca desconocida en el formulario: {{name}}',
      'inputs.portable-text.unknown-value.style': 'Estilo desconocido en el formulario: {{name}}',
      'help-resources.studio-version-deprecated': 'v{{version}} ya no se mantiene',
    },
  }),
  defineLocaleResourceBundle({
    locale: 'es-ES',
    namespace: 'structure',
    resources: {
      'action.unpublish.disabled.already-unpublished':
        'Ya está previsto anular la publicación de este documento',
      'banners.obsolete-draft.actions.compare-draft.tooltip':
        'No existe ninguna versión publicada: este borrador no se puede comparar.',
      'compare-version.error.loadVersions.title': 'No se han podido cargar las versiones',
      'panes.document-list-pane.error.max-retries-attempted':
        'Sin más intentos automáticos tras {{count}} fallos.',
    },
  }),
]
