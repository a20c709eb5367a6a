/** Every word that the shell itself shows. */
export interface ShellTexts {
  readonly menu: Readonly<
    Record<
      | 'file' | 'newWindow' | 'closeWindow' | 'quit'
      | 'edit' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll'
      | 'view' | 'reload' | 'actualSize' | 'zoomIn' | 'zoomOut' | 'fullScreen' | 'developerTools'
      | 'window' | 'minimize' | 'front'
      | 'help' | 'showLogs' | 'about' | 'services' | 'hide' | 'hideOthers' | 'showAll',
      string
    >
  >; // prettier-ignore
  readonly crash: Readonly<Record<'title' | 'detail' | 'reload' | 'quit', string>>;
}

export const shellTexts: Readonly<Record<'en' | 'de', ShellTexts>> = {
  en: {
    menu: {
      file: '&File',
      newWindow: 'New Window',
      closeWindow: 'Close Window',
      quit: 'Quit Backroom',
      edit: '&Edit',
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      selectAll: 'Select All',
      view: '&View',
      reload: 'Reload',
      actualSize: 'Actual Size',
      zoomIn: 'Zoom In',
      zoomOut: 'Zoom Out',
      fullScreen: 'Full Screen',
      developerTools: 'Developer Tools',
      window: '&Window',
      minimize: 'Minimize',
      front: 'Bring All to Front',
      help: '&Help',
      showLogs: 'Show Log Files',
      about: 'About Backroom',
      services: 'Services',
      hide: 'Hide Backroom',
      hideOthers: 'Hide Others',
      showAll: 'Show All',
    },
    crash: {
      title: 'This window has stopped working twice.',
      detail: 'Everything that was saved is safe on this machine. What was typed and not yet saved is lost.',
      reload: 'Reload',
      quit: 'Quit',
    },
  },
  de: {
    menu: {
      file: '&Datei',
      newWindow: 'Neues Fenster',
      closeWindow: 'Fenster schließen',
      quit: 'Backroom beenden',
      edit: '&Bearbeiten',
      undo: 'Rückgängig',
      redo: 'Wiederholen',
      cut: 'Ausschneiden',
      copy: 'Kopieren',
      paste: 'Einfügen',
      selectAll: 'Alles auswählen',
      view: '&Ansicht',
      reload: 'Neu laden',
      actualSize: 'Originalgröße',
      zoomIn: 'Vergrößern',
      zoomOut: 'Verkleinern',
      fullScreen: 'Vollbild',
      developerTools: 'Entwicklerwerkzeuge',
      window: '&Fenster',
      minimize: 'Minimieren',
      front: 'Alle nach vorne bringen',
      help: '&Hilfe',
      showLogs: 'Protokolldateien zeigen',
      about: 'Über Backroom',
      services: 'Dienste',
      hide: 'Backroom ausblenden',
      hideOthers: 'Andere ausblenden',
      showAll: 'Alle einblenden',
    },
    crash: {
      title: 'Dieses Fenster hat zum zweiten Mal den Dienst versagt.',
      detail:
        'Alles Gespeicherte ist auf diesem Gerät sicher. Getipptes, das noch nicht gespeichert war, ist verloren.',
      reload: 'Neu laden',
      quit: 'Beenden',
    },
  },
};
