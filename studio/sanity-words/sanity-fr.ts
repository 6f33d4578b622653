import { defineLocaleResourceBundle } from 'sanity'

/** French words of Sanity's forms and lists that its language package lacks. The keys are Sanity's. */
export const sanityInFrench = [
  defineLocaleResourceBundle({
    locale: 'fr-FR',
    namespace: 'studio',
    resources: {
      'common.error': 'Erreur',
      'form.field.actions-menu.title': 'Actions du champ',
      'document-status.published-at': 'Publié {{date}}',
      'document.initial-value.error.title': 'Les valeurs initiales n’ont pas pu être déterminées',
      'document.initial-value.error.description': 'Le document s’est ouvert vide. {{errorMessage}}',
      'asset-source.dialog.load-error': 'Les fichiers n’ont pas pu être chargés',
      'changes.unknown-schema-field.description':
        'Ce champ n’est pas prévu dans le formulaire. Sa valeur est affichée en JSON.',
      'copy-paste.on-paste.validation.read-only-fields-skipped.description':
        'Champs en lecture seule laissés de côté\u00a0: {{fieldNames}}',
      'copy-paste.on-paste.validation.read-only-fields-skipped-truncated.description':
        'Champs en lecture seule laissés de côté\u00a0: {{fieldNames}} et {{count}} de plus',
      'inputs.portable-text.unknown-value.annotation': 'Annotation inconnue du formulaire\u00a0: {{name}}',
      'inputs.portable-text.unknown-value.list-item': 'Type de liste inconnu du formulaire\u00a0: {{name}}',
      'inputs.portable-text.unknown-value.mark': 'Marque inconnue du formulaire\u00a0: {{name}}',
      'inputs.portable-text.unknown-value.style': 'Style inconnu du formulaire\u00a0: {{name}}',
      'login.logged-out.generic': 'Votre session n’est plus valable. Connectez-vous à nouveau.',
      'login.logged-out.session-expired': 'Votre session a expiré. Connectez-vous à nouveau.',
      'login.logged-out.title': 'Vous avez été déconnecté·e',
      'help-resources.studio-version-deprecated': 'v{{version}} n’est plus prise en charge',
    },
  }),
  defineLocaleResourceBundle({
    locale: 'fr-FR',
    namespace: 'structure',
    resources: {
      'action.delete.disabled.target-not-found': 'Ce document n’existe pas dans la version choisie',
      'action.discard-changes.disabled.target-not-found': 'Ce document n’existe pas dans la version choisie',
      'action.duplicate.disabled.target-not-found': 'Ce document n’existe pas dans la version choisie',
      'action.publish.disabled.target-not-found': 'Ce document n’existe pas dans la version choisie',
      'action.unpublish.disabled.target-not-found': 'Ce document n’existe pas dans la version choisie',
      'action.unpublish.disabled.already-unpublished': 'La dépublication de ce document est déjà prévue',
      'banners.obsolete-draft.actions.compare-draft.tooltip':
        'Aucune version publiée n’existe\u00a0: ce brouillon ne peut pas être comparé.',
      'compare-version.error.loadVersions.title': 'Les versions n’ont pas pu être chargées',
      'document-inspector.error.close-button.aria-label': 'Fermer le panneau',
      'document-inspector.error.description': 'Une erreur s’est produite à l’affichage de ce panneau.',
      'document-inspector.error.retry-button.text': 'Réessayer',
      'document-inspector.error.title': 'Une erreur s’est produite',
      'document-target-badges.not-in-target.tooltip': 'Le document n’existe pas encore dans cette version.',
      'document-view.form-view.sync-pending.description':
        'De nouvelles tentatives sont en cours. Entre-temps, vos modifications restent dans votre navigateur.',
      'document-view.form-view.sync-pending.title': 'Vos modifications ne sont pas enregistrées',
      'document-view.form-view.sync-recovering.description':
        'Vous pourrez écrire dès que vos modifications seront enregistrées.',
      'document-view.form-view.sync-recovering.title': 'Enregistrement de vos modifications…',
      'document-view.form-view.sync-stalled.title': 'Vos modifications ne sont toujours pas enregistrées',
      'incoming-references-pane.no-references': 'Aucun document n’y renvoie.',
      'menu-items.layout.restore-default': 'Affichage par défaut',
      'menu-items.layout.restore-default.disabled-reason': 'C’est déjà l’affichage par défaut',
      'menu-items.sort-by.restore-default': 'Ordre par défaut',
      'menu-items.sort-by.restore-default.disabled-reason': 'C’est déjà l’ordre par défaut',
      'panes.document-list-pane.error.max-retries-attempted':
        'Plus de nouvelle tentative après {{count}} échecs.',
      'panes.document-list-pane.search-ordering.aria-label': 'Changer l’ordre des résultats',
      'panes.document-list-pane.search-ordering.label': 'Ordre\u00a0: {{order}}',
      'panes.document-list-pane.search-ordering.relevance': 'Pertinence',
      'panes.document-list-pane.search-ordering.summary-relevance': 'Par pertinence',
      'panes.document-list-pane.sort-order.disabled-reason':
        'Cet ordre porte sur des champs que ce type de document n’a pas',
      'panes.document-pane.variant-target.loading': 'Chargement du document…',
    },
  }),
]
